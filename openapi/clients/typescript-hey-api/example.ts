/**
 * Reads what China decides and plans, and writes and corrects a claim, with the client beside it.
 *
 * API_URL is the address of the service; with API_KEY, a key with the scope `publish`, it writes as well.
 */

import {
  type Claim,
  ClaimKind,
  createClaim,
  getClaim,
  getClaimContent,
  listClaims,
  type Problem,
  replaceClaim,
} from "./facts/index.js";

let example: string | undefined;
for await (const claim of plansAndDecisions()) {
  console.log(`${claim.id} ${claim.kind}, ${claim.certainty}`);
  if (claim.figures.length > 0) example ??= claim.id;
}
if (!example) throw new Error("no claim has figures");
await readOne(example);
await askWrongly();
if (process.env.API_KEY) await write(example);

/** Every plan and decision that China has a part in, page by page. */
async function* plansAndDecisions(): AsyncGenerator<Claim> {
  let cursor: string | undefined;
  do {
    const { data: page } = await listClaims({
      query: { actor: ["China"], kind: [ClaimKind.PLAN, ClaimKind.DECISION], limit: 2, cursor },
      throwOnError: true,
    });
    console.log(`${page.items.length} of ${page.total}`);
    yield* page.items;
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
}

/** Its chain and its figures, and once more where it has changed: it has not. */
async function readOne(id: string): Promise<void> {
  const { data: claim, response } = await getClaim({ path: { id }, throwOnError: true });
  console.log(claim.statement);
  console.log(claim.attribution);
  for (const hop of claim.chain) {
    const source = hop.stakeholder?.name ?? hop.label ?? "somebody";
    const day = hop.said_on ? `, on ${hop.said_on.toLocaleString("en", { weekday: "long" })} ${hop.said_on}` : "";
    console.log(`${hop.depth}. ${source} ${hop.act}${day}: ${hop.certainty}`);
  }
  for (const figure of claim.figures) {
    console.log(`${figure.as_printed}: ${figure.comparator} ${figure.value} ${figure.unit}`);
  }
  const updated = claim.updated_at.toZonedDateTimeISO("UTC").toPlainDateTime();
  console.log(`updated ${updated.toString({ smallestUnit: "minute" }).replace("T", " ")}`);
  const again = await getClaim({ path: { id }, headers: { "If-None-Match": response.headers.get("ETag") ?? undefined } });
  console.log(again.response?.status);
}

/** What is not there, and a name that nobody has. */
async function askWrongly(): Promise<void> {
  show(await getClaim({ path: { id: "clm_00000000000000000000000000" } }));
  show(await listClaims({ query: { actor: ["Chnia"] } }));
}

function show({ error: problem }: { error?: Problem }): void {
  if (!problem) throw new Error("a problem was expected");
  console.log(`${problem.status} ${problem.title}: ${problem.detail}`);
  for (const error of problem.errors) {
    console.log(`${error.parameter}: ${error.code}`);
    for (const suggestion of error.suggestions) console.log(`  perhaps ${suggestion}`);
  }
}

/** A claim like the example, a correction of it, and one that comes too late. */
async function write(example: string): Promise<void> {
  const { data: content } = await getClaimContent({ path: { id: example }, throwOnError: true });
  const first = {
    ...content,
    statement: "China lets some refugees from North Korea go.",
    figures: [],
    relations: [],
    key: undefined,
  };
  const created = await createClaim({
    body: first,
    headers: { "Idempotency-Key": crypto.randomUUID() },
    throwOnError: true,
  });
  const { id, statement, version, status } = created.data;
  console.log(`${statement} Version ${version}, ${status}`);
  const correction = {
    path: { id },
    body: { ...first, statement: "China lets some 40 refugees from North Korea go." },
    query: { note: "The number was left out." },
    headers: { "If-Match": created.response.headers.get("ETag") ?? undefined },
  };
  const { data: claim } = await replaceClaim({ ...correction, throwOnError: true });
  console.log(`${claim.statement} Version ${claim.version}, ${claim.status}: ${claim.corrections[0]?.note}`);
  show(await replaceClaim(correction));
}
