# Print every claim that involves a party, each with who claims it: Rscript claims.R China
library(httr2)

api <- "http://127.0.0.1:8000"
user_agent <- "newsroom-example/1.0 (data@newsroom.example)"

# The answer to a question: from the cache where nothing has changed since.
ask <- function(address) {
  request(paste0(api, address)) |>
    req_user_agent(user_agent) |>
    req_timeout(10) |>
    req_cache("claims-cache") |>
    req_error(body = what_was_wrong) |>
    req_perform() |>
    resp_body_json(check_type = FALSE) # what comes from the cache may have no type
}

what_was_wrong <- function(answer) {
  if (resp_content_type(answer) != "application/problem+json") return(NULL)
  problem <- resp_body_json(answer)
  suggestions <- unlist(lapply(problem$errors, `[[`, "suggestions"))
  c(problem$detail, suggestions)
}

in_words <- function(claim) {
  notes <- vapply(claim$corrections, `[[`, "", "note")
  became <- if (length(notes)) paste(c(paste0(toupper(claim$status), ":"), notes), collapse = " ")
  paste(c(claim$statement, claim$attribution, became, paste0(api, claim$url)), collapse = "\n  ")
}

party <- commandArgs(trailingOnly = TRUE)[1]
address <- paste0("/claims?actor=", URLencode(party, reserved = TRUE), "&limit=20")
while (!is.null(address)) {
  page <- ask(address)
  for (claim in page$items) cat(in_words(claim), "\n", sep = "")
  address <- page[["next"]]
}
