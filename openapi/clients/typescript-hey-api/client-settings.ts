/** What the generated client does at run time: where it asks, with which key, and how it writes a query. */

import type { CreateClientConfig } from "./facts/client.gen.js";

export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: process.env.API_URL ?? "http://127.0.0.1:8000",
  auth: () => process.env.API_KEY,
  // Its own serializer takes a Temporal.PlainDate for an object without members, and leaves it out.
  querySerializer: (query) => {
    const written = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      for (const each of [value].flat()) if (each !== undefined) written.append(name, String(each));
    }
    return written.toString();
  },
});
