-- wrk: the portfolio query, every request with another value of its variables
local n = 0
local query = "query ($tick: Int!, $first: Int!) { portfolio(tick: $tick) { name totalValue positions(first: $first) { asset quantity price value pnl } risk { var95 } } }"
request = function()
  n = n + 1
  return wrk.format("POST", "/graphql", { ["Content-Type"] = "application/json" },
    '{"query":"' .. query .. '","variables":{"tick":' .. (n % 5000) .. ',"first":50}}')
end
