# frozen_string_literal: true

# Reads what China decides and plans, and writes and corrects a claim, with the client beside it.
#
# API_URL is the address of the service; with API_KEY, a key with the scope publish, it writes as well.

require 'facts_client'
require 'securerandom'

def claims_api(key = nil)
  configuration = Facts::Configuration.new do |config|
    config.server_index = 0
    config.server_variables = { base: ENV.fetch('API_URL') }
    config.params_encoding = :multi
    config.timeout = 30
    config.access_token = key
  end
  Facts::ClaimsApi.new(Facts::ApiClient.new(configuration))
end

# Every plan and decision that China has a part in, read page by page.
def plans_and_decisions(claims)
  question = { actor: ['China'], kind: [Facts::ClaimKind::PLAN, Facts::ClaimKind::DECISION], limit: 2 }
  found = []
  loop do
    page = claims.list_claims(question)
    puts "#{page.items.size} of #{page.total}"
    page.items.each { |claim| puts "#{claim.id} #{claim.kind}, #{claim.certainty}" }
    found += page.items
    return found unless page.next_cursor

    question[:cursor] = page.next_cursor
  end
end

# Its chain and its figures, and once more where it has changed: it has not.
def read_one(claims, id)
  claim, _status, headers = claims.get_claim_with_http_info(id)
  puts claim.statement, claim.attribution
  claim.chain.each do |hop|
    source = hop.stakeholder&.name || hop.label || 'somebody'
    day = hop.said_on&.strftime(', on %A %F')
    puts "#{hop.depth}. #{source} #{hop.act}#{day}: #{hop.certainty}"
  end
  claim.figures.each do |figure|
    puts "#{figure.as_printed}: #{figure.comparator} #{figure.value} #{figure.unit}"
  end
  puts claim.updated_at.strftime('updated %F %H:%M')
  begin
    claims.get_claim(id, if_none_match: headers['ETag'])
  rescue Facts::ApiError => e
    puts e.code
  end
end

# What is not there, and a name that nobody has.
def ask_wrongly(claims)
  refused { claims.get_claim('clm_00000000000000000000000000') }
  refused { claims.list_claims(actor: ['Chnia']) }
end

def refused
  yield
rescue Facts::ApiError => e
  problem = Facts::Problem.build_from_hash(JSON.parse(e.response_body))
  puts "#{problem.status} #{problem.title}: #{problem.detail}"
  problem.errors.each do |error|
    puts "#{error.parameter}: #{error.code}"
    error.suggestions.each { |suggestion| puts "  perhaps #{suggestion}" }
  end
end

# A claim like the example, a correction of it, and one that comes too late.
def write(claims, example)
  like = claims.get_claim_content(example).to_hash.except(:figures, :relations, :key)
  content = Facts::ClaimContent.build_from_hash(like)
  content.statement = 'China lets some refugees from North Korea go.'
  claim, _status, headers = claims.create_claim_with_http_info(content, idempotency_key: SecureRandom.uuid)
  puts "#{claim.statement} Version #{claim.version}, #{claim.status}"
  content.statement = 'China lets some 40 refugees from North Korea go.'
  correction = { note: 'The number was left out.', if_match: headers['ETag'] }
  corrected = claims.replace_claim(claim.id, content, correction)
  puts "#{corrected.statement} Version #{corrected.version}, #{corrected.status}: #{corrected.corrections.first.note}"
  refused { claims.replace_claim(claim.id, content, correction) }
end

reader = claims_api
example = plans_and_decisions(reader).find { |claim| claim.figures.any? }.id
read_one(reader, example)
ask_wrongly(reader)
write(claims_api(ENV['API_KEY']), example) if ENV['API_KEY']
