# Reads what China decides and plans, and writes and corrects a claim, with the client beside it.
#
# API_URL is the address of the service; with API_KEY, a key with the scope `publish`, it writes as well.

library(facts)

main <- function() {
  key <- Sys.getenv("API_KEY")
  api <- ClaimsApi$new(ApiClient$new(base_path = Sys.getenv("API_URL"), bearer_token = key))
  claims <- plans_and_decisions(api)
  example <- Find(\(claim) length(claim$figures) > 0, claims)
  read_one(api, example$id)
  ask_wrongly(api)
  if (key != "") write(api, example$id)
}

# Every plan and decision that China has a part in, page by page.
plans_and_decisions <- function(api) {
  kinds <- list(ClaimKind$new("plan"), ClaimKind$new("decision"))
  question <- list(actor = "China", kind = sapply(kinds, text), limit = 2)
  claims <- list()
  repeat {
    page <- do.call(api$ListClaimsWithHttpInfo, question)$content
    say("%d of %d", length(page$items), page$total)
    for (claim in page$items) say("%s %s, %s", claim$id, text(claim$kind), text(claim$certainty))
    claims <- c(claims, page$items)
    if (is_empty(page$next_cursor)) return(claims)
    question$cursor <- page$next_cursor
  }
}

# Its chain and its figures, and once more where it has changed: it has not.
read_one <- function(api, id) {
  answer <- api$GetClaimWithHttpInfo(id)
  claim <- answer$content
  say("%s", claim$statement)
  say("%s", claim$attribution)
  for (hop in claim$chain) {
    source <- c(hop$stakeholder$name, hop$label, "somebody")[[1]]
    day <- if (is_empty(hop$said_on)) "" else format(as.Date(hop$said_on), ", on %A %Y-%m-%d")
    say("%d. %s %s%s: %s", hop$depth, source, text(hop$act), day, text(hop$certainty))
  }
  for (figure in claim$figures) {
    say("%s: %s %s %s", figure$as_printed, text(figure$comparator), figure$value, figure$unit)
  }
  updated <- as.POSIXct(claim$updated_at, format = "%Y-%m-%dT%H:%M:%OSZ", tz = "UTC")
  say("updated %s", format(updated, "%Y-%m-%d %H:%M"))
  again <- api$GetClaimWithHttpInfo(id, if_none_match = answer$headers$ETag)
  say("%d", again$status_code)
}

# What is not there, and a name that nobody has.
ask_wrongly <- function(api) {
  show_problem(api$GetClaimWithHttpInfo("clm_00000000000000000000000000"))
  show_problem(api$ListClaimsWithHttpInfo(actor = "Chnia"))
}

show_problem <- function(answer) {
  problem <- Problem$new()$fromJSON(answer$response$response_as_text())
  say("%d %s: %s", problem$status, problem$title, problem$detail)
  for (error in problem$errors) {
    say("%s: %s", error$parameter, error$code)
    for (suggestion in unlist(error$suggestions)) say("  perhaps %s", suggestion)
  }
}

# A claim like the example, a correction of it, and one that comes too late.
write <- function(api, example) {
  content <- api$GetClaimContentWithHttpInfo(example)$content
  content$statement <- "China lets some refugees from North Korea go."
  content$figures <- NULL
  content$relations <- NULL
  content$key <- NULL
  attempt <- paste(openssl::rand_bytes(16), collapse = "")
  created <- api$CreateClaimWithHttpInfo(content, idempotency_key = attempt)
  claim <- created$content
  say("%s Version %d, %s", claim$statement, claim$version, text(claim$status))
  content$statement <- "China lets some 40 refugees from North Korea go."
  correct <- function() {
    note <- "The number was left out."
    api$ReplaceClaimWithHttpInfo(claim$id, content, note = note, if_match = created$headers$ETag)
  }
  corrected <- correct()$content
  note <- corrected$corrections[[1]]$note
  say("%s Version %d, %s: %s", corrected$statement, corrected$version, text(corrected$status), note)
  show_problem(correct())
}

# The value of an enum.
text <- function(value) value$toSimpleType()

# Null in the answer: NULL or a list without members.
is_empty <- function(value) length(value) == 0

say <- function(form, ...) cat(sprintf(form, ...), "\n", sep = "")

main()
