/**
 * Reads what China decides and plans, and writes and corrects a claim, with the client beside it.
 *
 * API_URL is the address of the service; with API_KEY, a key with the scope `publish`, it writes as well.
 */

import createClient, { type Client } from "openapi-fetch";
import { type Claim, ClaimKind, type paths, type Problem } from "./facts.js";

type Facts = Client<paths>;

const baseUrl = process.env.API_URL ?? "http://127.0.0.1:8000";
const reader = createClient<paths>({ baseUrl });
let example: string | undefined;
for await (const claim of plansAndDecisions(reader)) {
  console.log(`${claim.id} ${claim.kind}, ${claim.certainty}`);
  if (claim.figures.length > 0) example ??= claim.id;
}
if (!example) throw new Error("no claim has figures");
await readOne(reader, example);
await askWrongly(reader);
const key = process.env.API_KEY;
if (key) await write(createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${key}` } }), example);

/** Every plan and decision that China has a part in, page by page. */
async function* plansAndDecisions(facts: Facts): AsyncGenerator<Claim> {
  let cursor: string | undefined;
  do {
    const query = { actor: ["China"], kind: [ClaimKind.PLAN, ClaimKind.DECISION], limit: 2, cursor };
    const { data: page, error } = await facts.GET("/claims", { params: { query } });
    if (error) throw new Error(error.detail);
    console.log(`${page.items.length} of ${page.total}`);
    yield* page.items;
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
}

/** Its chain and its figures, and once more where it has changed: it has not. */
async function readOne(facts: Facts, id: string): Promise<void> {
  const { data: claim, error, response } = await facts.GET("/claims/{id}", { params: { path: { id } } });
  if (error) throw new Error(error.detail);
  console.log(claim.statement);
  console.log(claim.attribution);
  for (const hop of claim.chain) {
    const source = hop.stakeholder?.name ?? hop.label ?? "somebody";
    const day = hop.said_on ? `, on ${weekday(new Date(hop.said_on))} ${hop.said_on}` : "";
    console.log(`${hop.depth}. ${source} ${hop.act}${day}: ${hop.certainty}`);
  }
  for (const figure of claim.figures) {
    console.log(`${figure.as_printed}: ${figure.comparator} ${figure.value} ${figure.unit}`);
  }
  console.log(`updated ${new Date(claim.updated_at).toISOString().slice(0, 16).replace("T", " ")}`);
  const header = { "If-None-Match": response.headers.get("ETag") ?? undefined };
  const again = await facts.GET("/claims/{id}", { params: { path: { id }, header } });
  console.log(again.response.status);
}

/** The day of the week in UTC: a Date that is made of a day is its midnight there. */
function weekday(date: Date): string {
  return date.toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
}

/** What is not there, and a name that nobody has. */
async function askWrongly(facts: Facts): Promise<void> {
  show(await facts.GET("/claims/{id}", { params: { path: { id: "clm_00000000000000000000000000" } } }));
  show(await facts.GET("/claims", { params: { query: { actor: ["Chnia"] } } }));
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
async function write(facts: Facts, example: string): Promise<void> {
  const { data: content, error } = await facts.GET("/claims/{id}/content", { params: { path: { id: example } } });
  if (error) throw new Error(error.detail);
  const first = {
    ...content,
    statement: "China lets some refugees from North Korea go.",
    figures: [],
    relations: [],
    key: undefined,
  };
  const created = await facts.POST("/claims", {
    body: first,
    params: { header: { "Idempotency-Key": crypto.randomUUID() } },
  });
  if (created.error) throw new Error(created.error.detail);
  const { id, statement, version, status } = created.data;
  console.log(`${statement} Version ${version}, ${status}`);
  const correction = {
    body: { ...first, statement: "China lets some 40 refugees from North Korea go." },
    params: {
      path: { id },
      query: { note: "The number was left out." },
      header: { "If-Match": created.response.headers.get("ETag") ?? undefined },
    },
  };
  const { data: claim, error: refusal } = await facts.PUT("/claims/{id}", correction);
  if (refusal) throw new Error(refusal.detail);
  console.log(`${claim.statement} Version ${claim.version}, ${claim.status}: ${claim.corrections[0]?.note}`);
  show(await facts.PUT("/claims/{id}", correction));
}
