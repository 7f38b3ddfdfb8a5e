using System.Text.Json;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>An endpoint: how it is secured, what it weighs, and what it answers.</summary>
/// <param name="Answer">Writes the body.</param>
/// <param name="Budget">Which budget it takes from.</param>
/// <param name="Weight">How much.</param>
/// <param name="Needs">Which right it needs; null = public.</param>
/// <param name="IsOrder">Whether it counts as an order.</param>
internal sealed record BinanceRoute(BinanceEndpoint Answer, BinanceBudget Budget, Func<BinanceCall, int> Weight, KeyRights? Needs = null, bool IsOrder = false)
{
    /// <summary>Whether the key alone opens it, without a signature.</summary>
    public bool IsUnsigned { get; init; }
}

/// <summary>The table of Binance's endpoints, by method and path.</summary>
internal static class BinanceEndpoints
{
    public static Dictionary<string, BinanceRoute> All { get; } = Public().Concat(Futures()).Concat(Spot()).Concat(Sapi()).Concat(Empty()).ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, BinanceRoute>> Public() =>
    [
        Open("/api/v3/ping", BinanceMarketData.Ping, _ => 1),
        Open("/api/v3/time", BinanceMarketData.Time, _ => 1),
        Open("/api/v3/exchangeInfo", BinanceSymbols.ExchangeInfo, _ => 20),
        Open("/dapi/v1/exchangeInfo", BinanceSymbols.NoContracts, _ => 1),
        Open("/api/v3/ticker/price", BinanceMarketData.Prices, c => c["symbol"] is null ? 4 : 2),
        Open("/api/v3/ticker/bookTicker", BinanceMarketData.Books, c => c["symbol"] is null ? 4 : 2),
        Open("/api/v3/ticker/24hr", BinanceMarketData.Days, c => c["symbol"] is not null ? 2 : c["symbols"] is { } list && list.Count(l => l == ',') < 100 ? 40 : 80),
        Open("/api/v3/klines", BinanceMarketData.Candles, _ => 2),
        Open("/api/v3/depth", BinanceMarketData.Depth, c => (c.Long("limit") ?? 100) switch { <= 100 => 5, <= 500 => 25, <= 1000 => 50, _ => 250 }),
        new("GET /sapi/v1/system/status", new BinanceRoute(BinanceAccount.SystemStatus, BinanceBudget.SapiAddress, _ => 1)),
    ];

    private static IEnumerable<KeyValuePair<string, BinanceRoute>> Futures() =>
    [
        Contract("/fapi/v1/ping", BinanceMarketData.Ping, 1),
        Contract("/fapi/v1/time", BinanceMarketData.Time, 1),
        Contract("/fapi/v1/exchangeInfo", BinancePerpetuals.ExchangeInfo, 1),
        Contract("/fapi/v1/premiumIndex", BinancePerpetuals.PremiumIndex, 1),
        Contract("/fapi/v1/fundingRate", BinancePerpetuals.FundingRates, 1),
        Contract("/fapi/v1/ticker/24hr", BinancePerpetuals.Days, 1),
        Contract("/fapi/v1/ticker/price", BinancePerpetuals.Prices, 1),
        Margin("/fapi/v2/balance", BinanceFutures.Balances, 5),
        Margin("/fapi/v3/balance", BinanceFutures.Balances, 5),
        Margin("/fapi/v2/account", BinanceFutures.Account, 5),
        Margin("/fapi/v3/account", BinanceFutures.Account, 5),
        Margin("/fapi/v2/positionRisk", BinanceFutures.AllPositions, 5),
        Margin("/fapi/v3/positionRisk", BinanceFutures.OpenPositions, 5),
        Margin("/fapi/v1/symbolConfig", BinanceFutures.Settings, 5),
        Margin("/fapi/v1/leverageBracket", BinancePerpetuals.Brackets, 1),
        Margin("/fapi/v1/positionSide/dual", BinanceFutures.OneWay, 30),
        Margin("/fapi/v1/income", BinanceFuturesIncome.Income, 30, KeyRights.History),
        new("POST /fapi/v1/listenKey", new BinanceRoute(BinanceListenKeys.Make, BinanceBudget.Futures, _ => 1, KeyRights.History) { IsUnsigned = true }),
        new("PUT /fapi/v1/listenKey", new BinanceRoute(BinanceListenKeys.Make, BinanceBudget.Futures, _ => 1, KeyRights.History) { IsUnsigned = true }),
        new("DELETE /fapi/v1/listenKey", new BinanceRoute(BinanceMarketData.Ping, BinanceBudget.Futures, _ => 1, KeyRights.History) { IsUnsigned = true }),
    ];

    private static IEnumerable<KeyValuePair<string, BinanceRoute>> Spot() =>
    [
        new("GET /api/v3/account", new BinanceRoute(BinanceAccount.Account, BinanceBudget.Spot, _ => 20, KeyRights.Balances)),
        new("GET /api/v3/myTrades", new BinanceRoute(BinanceTrades.MyTrades, BinanceBudget.Spot, c => c["orderId"] is null ? 20 : 5, KeyRights.History)),
        new("GET /api/v3/myAllocations", new BinanceRoute(BinanceRouting.MyAllocations, BinanceBudget.Spot, _ => 20, KeyRights.History)),
        new("GET /api/v3/order", new BinanceRoute(BinanceOrders.Query, BinanceBudget.Spot, _ => 4, KeyRights.History)),
        new("GET /api/v3/openOrders", new BinanceRoute(BinanceOrders.Open, BinanceBudget.Spot, c => c["symbol"] is null ? 80 : 6, KeyRights.History)),
        new("GET /api/v3/allOrders", new BinanceRoute(BinanceOrders.All, BinanceBudget.Spot, _ => 20, KeyRights.History)),
        new("POST /api/v3/order", new BinanceRoute(BinanceOrders.Place, BinanceBudget.Spot, _ => 0, KeyRights.Trade, IsOrder: true)),
        new("POST /api/v3/order/test", new BinanceRoute(BinanceOrders.Test, BinanceBudget.Spot, _ => 1, KeyRights.Trade)),
        new("DELETE /api/v3/order", new BinanceRoute(BinanceOrders.Cancel, BinanceBudget.Spot, _ => 0, KeyRights.Trade)),
    ];

    private static IEnumerable<KeyValuePair<string, BinanceRoute>> Sapi() =>
    [
        Wallet("GET /sapi/v1/account/apiRestrictions", BinanceAccount.Restrictions, 1, KeyRights.None),
        Wallet("GET /sapi/v1/capital/config/getall", BinanceSymbols.Coins, 10, KeyRights.Balances),
        Wallet("POST /sapi/v3/asset/getUserAsset", BinanceAccount.UserAssets, 5, KeyRights.Balances),
        Wallet("POST /sapi/v1/asset/get-funding-asset", BinanceAccount.Funding, 1, KeyRights.Balances),
        Wallet("GET /sapi/v1/asset/wallet/balance", BinanceAccount.WalletBalances, 60, KeyRights.Balances),
        Wallet("GET /sapi/v1/simple-earn/flexible/position", BinanceAccount.FlexiblePositions, 150, KeyRights.Balances),
        Wallet("GET /sapi/v1/simple-earn/locked/position", BinanceAccount.LockedPositions, 150, KeyRights.Balances),
        Wallet("GET /sapi/v1/capital/deposit/hisrec", BinanceMovements.Deposits, 1),
        User("GET /sapi/v1/capital/withdraw/history", BinanceMovements.Withdrawals, 18_000),
        User("GET /sapi/v1/fiat/orders", BinanceMovements.FiatOrders, 90_000),
        Wallet("GET /sapi/v1/fiat/payments", BinanceMovements.FiatPayments, 1),
        User("GET /sapi/v1/convert/tradeFlow", BinanceIncome.Converts, 3_000),
        Wallet("GET /sapi/v1/asset/dribblet", BinanceIncome.Dust, 1),
        Wallet("GET /sapi/v1/asset/assetDividend", BinanceIncome.Dividends, 10),
        Wallet("GET /sapi/v1/asset/transfer", BinanceIncome.Transfers, 1),
        Wallet("GET /sapi/v1/simple-earn/flexible/history/rewardsRecord", BinanceIncome.FlexibleRewards, 150),
        Wallet("GET /sapi/v1/simple-earn/flexible/history/subscriptionRecord", BinanceIncome.FlexibleSubscriptions, 150),
        Wallet("GET /sapi/v1/simple-earn/flexible/history/redemptionRecord", BinanceIncome.FlexibleRedemptions, 150),
        Wallet("GET /sapi/v1/simple-earn/locked/history/subscriptionRecord", BinanceIncome.LockedSubscriptions, 150),
        Wallet("GET /sapi/v1/simple-earn/locked/history/redemptionRecord", BinanceIncome.LockedRedemptions, 150),
    ];

    // Services this account never used, each answering as the venue does when there is nothing.
    private static IEnumerable<KeyValuePair<string, BinanceRoute>> Empty() =>
    [
        Nothing("GET /api/v3/myPreventedMatches", "[]"),
        Nothing("GET /sapi/v1/simple-earn/locked/history/rewardsRecord", """{"rows":[],"total":0}"""),
        Nothing("GET /sapi/v2/eth-staking/account", """{"holdingInETH":"0","holdings":{"wbethAmount":"0","bethAmount":"0"},"thirtyDaysProfitInETH":"0"}"""),
        Nothing("GET /sapi/v1/sol-staking/account", """{"bnsolAmount":"0","holdingInSOL":"0","thirtyDaysProfitInSOL":"0"}"""),
        Nothing("GET /sapi/v1/margin/allPairs", "[]"),
        Nothing("GET /sapi/v1/margin/isolated/allPairs", "[]"),
        Nothing("GET /sapi/v1/margin/allAssets", "[]"),
        Nothing("GET /dapi/v1/income", "[]"),
        Nothing("GET /sapi/v1/margin/account", """{"borrowEnabled":false,"marginLevel":"999","totalAssetOfBtc":"0","totalLiabilityOfBtc":"0","totalNetAssetOfBtc":"0","tradeEnabled":false,"transferEnabled":false,"userAssets":[]}"""),
        Nothing("GET /sapi/v1/margin/isolated/account", """{"assets":[],"totalAssetOfBtc":"0","totalLiabilityOfBtc":"0","totalNetAssetOfBtc":"0"}"""),
        Nothing("GET /sapi/v1/asset/convert-transfer/queryByPage", """{"total":0,"rows":[]}"""),
        Nothing("GET /sapi/v1/margin/interestHistory", """{"rows":[],"total":0}"""),
        Nothing("GET /sapi/v1/margin/borrow-repay", """{"rows":[],"total":0}"""),
        Nothing("GET /sapi/v1/rebate/taxQuery", """{"status":"OK","type":"GENERAL","code":"000000000","data":{"page":1,"totalRecords":0,"totalPageNum":0,"data":[]}}"""),
        Nothing("GET /sapi/v1/c2c/orderMatch/listUserOrderHistory", """{"code":"000000","message":"success","data":[],"total":0,"success":true}"""),
        Nothing("GET /sapi/v1/pay/transactions", """{"code":"000000","message":"success","data":[],"success":true}"""),
        Nothing("GET /sapi/v1/lending/auto-invest/history/list", """{"total":0,"list":[]}"""),
    ];

    private static KeyValuePair<string, BinanceRoute> Open(string path, BinanceEndpoint answer, Func<BinanceCall, int> weight) =>
        new("GET " + path, new BinanceRoute(answer, BinanceBudget.Spot, weight));

    private static KeyValuePair<string, BinanceRoute> Contract(string path, BinanceEndpoint answer, int weight) => new("GET " + path, new BinanceRoute(answer, BinanceBudget.Futures, _ => weight));

    private static KeyValuePair<string, BinanceRoute> Margin(string path, BinanceEndpoint answer, int weight, KeyRights needs = KeyRights.Balances) =>
        new("GET " + path, new BinanceRoute(answer, BinanceBudget.Futures, _ => weight, needs));

    private static KeyValuePair<string, BinanceRoute> Wallet(string path, BinanceEndpoint answer, int weight, KeyRights needs = KeyRights.History) =>
        new(path, new BinanceRoute(answer, BinanceBudget.SapiAddress, _ => weight, needs));

    private static KeyValuePair<string, BinanceRoute> User(string path, BinanceEndpoint answer, int weight) =>
        new(path, new BinanceRoute(answer, BinanceBudget.SapiUser, _ => weight, KeyRights.History));

    private static KeyValuePair<string, BinanceRoute> Nothing(string path, string body)
    {
        return new(path, new BinanceRoute(Write, path.Contains("/sapi/", StringComparison.Ordinal) ? BinanceBudget.SapiAddress : BinanceBudget.Spot, _ => 20, KeyRights.History));

        BinanceError? Write(BinanceCall call, Utf8JsonWriter json)
        {
            json.WriteRawValue(body);
            return null;
        }
    }
}
