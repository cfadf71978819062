// Claims of Refugee Policy Facts, for Node and for pages in a browser.

const TIMEOUT_MILLISECONDS = 10_000;
const kept = new Map();

/** Every claim that a question finds, page by page: `claims(api, { actor: "China" })`. */
export async function* claims(api, question, headers = {}) {
  let address = `/claims?${new URLSearchParams(question)}`;
  while (address) {
    const page = await read(`${api}${address}`, headers);
    yield* page.items;
    address = page.next;
  }
}

/** What became of a claim since it was published, in words; empty where it stands as it was. */
export function corrections(claim) {
  const notes = claim.corrections.map(({ note }) => note);
  return notes.length ? `${claim.status.toUpperCase()}: ${notes.join(" ")}` : "";
}

/** A page that was read before is asked for again by its ETag, and comes from memory where nothing has changed. */
async function read(url, headers) {
  const known = kept.get(url);
  const answer = await fetch(url, {
    headers: known ? { ...headers, "If-None-Match": known.etag } : headers,
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  });
  if (answer.status === 304) return known.page;
  if (!answer.ok) throw new Error(await whatWasWrong(answer));
  const page = await answer.json();
  kept.set(url, { etag: answer.headers.get("ETag"), page });
  return page;
}

async function whatWasWrong(answer) {
  if (answer.headers.get("Content-Type") !== "application/problem+json") return `The service answered ${answer.status}.`;
  const problem = await answer.json();
  return [problem.detail, ...problem.errors.flatMap(({ suggestions }) => suggestions)].join("\n- ");
}
