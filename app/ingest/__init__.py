"""From files that people write to rows: payloads that are checked, places that are found, records that are stored."""
