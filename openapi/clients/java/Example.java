import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.example.facts.ApiClient;
import org.example.facts.ApiException;
import org.example.facts.api.ClaimsApi;
import org.example.facts.api.ClaimsApi.APICreateClaimRequest;
import org.example.facts.api.ClaimsApi.APIGetClaimContentRequest;
import org.example.facts.api.ClaimsApi.APIGetClaimRequest;
import org.example.facts.api.ClaimsApi.APIListClaimsRequest;
import org.example.facts.api.ClaimsApi.APIReplaceClaimRequest;
import org.example.facts.model.Claim;
import org.example.facts.model.ClaimKind;
import org.example.facts.model.Hop;
import org.example.facts.model.Problem;

/**
 * Reads what China decides and plans, and writes and corrects a claim, with the client beside it.
 *
 * <p>API_URL is the address of the service; with API_KEY, a key with the scope publish, it writes as well.
 */
final class Example {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE yyyy-MM-dd", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final ApiClient client = new ApiClient();
    private final ClaimsApi claims;

    Example(String url, String key) {
        client.updateBaseUri(url);
        client.setReadTimeout(Duration.ofSeconds(30));
        if (key != null) {
            client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + key));
        }
        claims = new ClaimsApi(client);
    }

    public static void main(String[] arguments) throws ApiException, IOException {
        String url = System.getenv("API_URL");
        String key = System.getenv("API_KEY");
        Example reader = new Example(url, null);
        List<Claim> found = reader.plansAndDecisions();
        String example = found.stream().filter(claim -> !claim.getFigures().isEmpty()).findFirst().orElseThrow().getId();
        reader.readOne(example);
        reader.askWrongly();
        if (key != null) {
            new Example(url, key).write(example);
        }
    }

    /** Every plan and decision that China has a part in, read page by page. */
    private List<Claim> plansAndDecisions() throws ApiException {
        var question = APIListClaimsRequest.newBuilder()
                .actor(List.of("China"))
                .kind(List.of(ClaimKind.PLAN, ClaimKind.DECISION))
                .limit(2);
        List<Claim> found = new ArrayList<>();
        String cursor;
        do {
            var page = claims.listClaims(question.build());
            System.out.printf("%d of %d%n", page.getItems().size(), page.getTotal());
            for (Claim claim : page.getItems()) {
                System.out.printf("%s %s, %s%n", claim.getId(), claim.getKind(), claim.getCertainty());
            }
            found.addAll(page.getItems());
            cursor = page.getNextCursor();
            question.cursor(cursor);
        } while (cursor != null);
        return found;
    }

    /** Its chain and its figures, and once more where it has changed: it has not. */
    private void readOne(String id) throws ApiException {
        var answer = claims.getClaimWithHttpInfo(APIGetClaimRequest.newBuilder().id(id).build());
        Claim claim = answer.getData();
        System.out.println(claim.getStatement());
        System.out.println(claim.getAttribution());
        for (Hop hop : claim.getChain()) {
            String source = hop.getStakeholder() != null
                    ? hop.getStakeholder().getName()
                    : Objects.requireNonNullElse(hop.getLabel(), "somebody");
            String day = hop.getSaidOn() != null ? ", on " + DAY.format(hop.getSaidOn()) : "";
            System.out.printf("%d. %s %s%s: %s%n", hop.getDepth(), source, hop.getAct(), day, hop.getCertainty());
        }
        for (var figure : claim.getFigures()) {
            System.out.printf("%s: %s %s %s%n",
                    figure.getAsPrinted(), figure.getComparator(), figure.getValue(), figure.getUnit());
        }
        System.out.println("updated " + MINUTE.format(claim.getUpdatedAt()));
        String tag = answer.getHeaders().get("ETag").get(0);
        try {
            claims.getClaim(APIGetClaimRequest.newBuilder().id(id).ifNoneMatch(tag).build());
        } catch (ApiException unchanged) {
            System.out.println(unchanged.getCode());
        }
    }

    /** What is not there, and a name that nobody has. */
    private void askWrongly() throws IOException {
        try {
            claims.getClaim(APIGetClaimRequest.newBuilder().id("clm_00000000000000000000000000").build());
        } catch (ApiException refused) {
            show(refused);
        }
        try {
            claims.listClaims(APIListClaimsRequest.newBuilder().actor(List.of("Chnia")).build());
        } catch (ApiException refused) {
            show(refused);
        }
    }

    private void show(ApiException refused) throws IOException {
        var problem = client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
        System.out.printf("%d %s: %s%n", problem.getStatus(), problem.getTitle(), problem.getDetail());
        for (var error : problem.getErrors()) {
            System.out.printf("%s: %s%n", error.getParameter(), error.getCode());
            error.getSuggestions().forEach(suggestion -> System.out.println("  perhaps " + suggestion));
        }
    }

    /** A claim like the example, a correction of it, and one that comes too late. */
    private void write(String example) throws ApiException, IOException {
        var content = claims.getClaimContent(APIGetClaimContentRequest.newBuilder().id(example).build())
                .statement("China lets some refugees from North Korea go.")
                .figures(List.of())
                .relations(List.of())
                .key(null);
        var created = claims.createClaimWithHttpInfo(APICreateClaimRequest.newBuilder()
                .claimContent(content)
                .idempotencyKey(UUID.randomUUID().toString())
                .build());
        Claim claim = created.getData();
        System.out.printf("%s Version %d, %s%n", claim.getStatement(), claim.getVersion(), claim.getStatus());
        var correction = APIReplaceClaimRequest.newBuilder()
                .id(claim.getId())
                .claimContent(content.statement("China lets some 40 refugees from North Korea go."))
                .note("The number was left out.")
                .ifMatch(created.getHeaders().get("ETag").get(0))
                .build();
        Claim corrected = claims.replaceClaim(correction);
        System.out.printf("%s Version %d, %s: %s%n", corrected.getStatement(), corrected.getVersion(),
                corrected.getStatus(), corrected.getCorrections().get(0).getNote());
        try {
            claims.replaceClaim(correction);
        } catch (ApiException tooLate) {
            show(tooLate);
        }
    }
}
