// Print every claim that involves a party, each with who claims it: node list.mjs China

import { claims, corrections } from "./claims.mjs";

const API = "http://127.0.0.1:8000";
const HEADERS = { "User-Agent": "newsroom-example/1.0 (data@newsroom.example)" };

try {
  for await (const claim of claims(API, { actor: process.argv[2], limit: 20 }, HEADERS)) {
    const lines = [claim.statement, claim.attribution, corrections(claim), `${API}${claim.url}`];
    console.log(lines.filter(Boolean).join("\n  "));
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
