#!/bin/sh
# Print every claim that involves a party, each with who claims it: sh claims.sh China
set -eu

API=http://127.0.0.1:8000
AGENT='newsroom-example/1.0 (data@newsroom.example)'

ask() {
    curl --silent --show-error --fail-with-body --max-time 10 --user-agent "$AGENT" "$API$1"
}

address="/claims?limit=20&actor=$(jq --null-input --raw-output --arg name "$1" '$name | @uri')"
while [ "$address" != null ]; do
    if ! page=$(ask "$address"); then
        printf '%s\n' "$page" | jq --raw-output '.detail, "- \(.errors[].suggestions[])"' >&2
        exit 1
    fi
    printf '%s\n' "$page" | jq --raw-output --arg api "$API" '
        .items[]
        | .statement,
          "  \(.attribution)",
          (if .corrections == [] then empty else "  \(.status | ascii_upcase): \([.corrections[].note] | join(" "))" end),
          "  \($api)\(.url)"'
    address=$(printf '%s\n' "$page" | jq --raw-output .next)
done
