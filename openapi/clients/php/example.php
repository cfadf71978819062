<?php

// Reads what China decides and plans, and writes and corrects a claim, with the client beside it.
//
// API_URL is the address of the service; with API_KEY, a key with the scope publish, it writes as well.

declare(strict_types=1);

require __DIR__ . '/autoload.php';

use GuzzleHttp\Client;
use Newsroom\Facts\Api\ClaimsApi;
use Newsroom\Facts\ApiException;
use Newsroom\Facts\Configuration;
use Newsroom\Facts\Model\Claim;
use Newsroom\Facts\Model\ClaimKind;

function claimsApi(): ClaimsApi
{
    $configuration = Configuration::getDefaultConfiguration()
        ->setHost(getenv('API_URL'))
        ->setAccessToken(getenv('API_KEY') ?: '')
        ->setBooleanFormatForQueryString(Configuration::BOOLEAN_FORMAT_STRING);

    return new ClaimsApi(new Client(['timeout' => 30]), $configuration);
}

/**
 * Every plan and decision that China has a part in, read page by page.
 *
 * @return Claim[]
 */
function plansAndDecisions(ClaimsApi $claims): array
{
    $found = [];
    $cursor = null;
    do {
        $page = $claims->listClaims(actor: ['China'], kind: [ClaimKind::PLAN, ClaimKind::DECISION], limit: 2, cursor: $cursor);
        printf("%d of %d\n", count($page->getItems()), $page->getTotal());
        foreach ($page->getItems() as $claim) {
            printf("%s %s, %s\n", $claim->getId(), $claim->getKind(), $claim->getCertainty());
            $found[] = $claim;
        }
        $cursor = $page->getNextCursor();
    } while ($cursor !== null);

    return $found;
}

/** Its chain and its figures, and once more where it has changed: it has not. */
function readOne(ClaimsApi $claims, string $id): void
{
    [$claim, , $headers] = $claims->getClaimWithHttpInfo($id);
    echo $claim->getStatement(), "\n", $claim->getAttribution(), "\n";
    foreach ($claim->getChain() as $hop) {
        $source = $hop->getStakeholder()?->getName() ?? $hop->getLabel() ?? 'somebody';
        $day = $hop->getSaidOn()?->format(', \o\n l Y-m-d');
        printf("%d. %s %s%s: %s\n", $hop->getDepth(), $source, $hop->getAct(), $day, $hop->getCertainty());
    }
    foreach ($claim->getFigures() as $figure) {
        printf("%s: %s %s %s\n", $figure->getAsPrinted(), $figure->getComparator(), $figure->getValue(), $figure->getUnit());
    }
    echo $claim->getUpdatedAt()->format('\u\p\d\a\t\e\d Y-m-d H:i'), "\n";
    try {
        $claims->getClaim($id, ifNoneMatch: tag($headers));
    } catch (ApiException $unchanged) {
        echo $unchanged->getCode(), "\n";
    }
}

/** The validator of an answer: servers write the names of headers as they like. */
function tag(array $headers): string
{
    return array_change_key_case($headers)['etag'][0];
}

/** What is not there, and a name that nobody has. */
function askWrongly(ClaimsApi $claims): void
{
    try {
        $claims->getClaim('clm_00000000000000000000000000');
    } catch (ApiException $refused) {
        show($refused);
    }
    try {
        $claims->listClaims(actor: ['Chnia']);
    } catch (ApiException $refused) {
        show($refused);
    }
}

function show(ApiException $refused): void
{
    $problem = $refused->getResponseObject();
    printf("%d %s: %s\n", $problem->getStatus(), $problem->getTitle(), $problem->getDetail());
    foreach ($problem->getErrors() as $error) {
        printf("%s: %s\n", $error->getParameter(), $error->getCode());
        foreach ($error->getSuggestions() as $suggestion) {
            printf("  perhaps %s\n", $suggestion);
        }
    }
}

/** A claim like the example, a correction of it, and one that comes too late. */
function write(ClaimsApi $claims, string $example): void
{
    $content = $claims->getClaimContent($example);
    $content->setStatement('China lets some refugees from North Korea go.');
    $content->setFigures([])->setRelations([]);
    $content['key'] = null;
    [$claim, , $headers] = $claims->createClaimWithHttpInfo($content, idempotencyKey: bin2hex(random_bytes(16)));
    printf("%s Version %d, %s\n", $claim->getStatement(), $claim->getVersion(), $claim->getStatus());

    $content->setStatement('China lets some 40 refugees from North Korea go.');
    $correct = fn (): Claim => $claims->replaceClaim(
        $claim->getId(),
        $content,
        note: 'The number was left out.',
        ifMatch: tag($headers),
    );
    $corrected = $correct();
    $note = $corrected->getCorrections()[0]->getNote();
    printf("%s Version %d, %s: %s\n", $corrected->getStatement(), $corrected->getVersion(), $corrected->getStatus(), $note);
    try {
        $correct();
    } catch (ApiException $tooLate) {
        show($tooLate);
    }
}

$claims = claimsApi();
$withFigures = array_filter(plansAndDecisions($claims), fn (Claim $claim): bool => $claim->getFigures() !== []);
$example = reset($withFigures)->getId();
readOne($claims, $example);
askWrongly($claims);
if (getenv('API_KEY')) {
    write($claims, $example);
}
