using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Kraken;

/// <summary>A private endpoint: what it costs on the REST counter and which right it needs.</summary>
internal sealed record KrakenPrivate(KrakenEndpoint Answer, int Cost, KeyRights Needs);

/// <summary>The tables of Kraken's endpoints.</summary>
internal static class KrakenEndpoints
{
    public static Dictionary<string, KrakenEndpoint> Public { get; } = new(StringComparer.Ordinal)
    {
        ["Time"] = KrakenMarketData.Time,
        ["SystemStatus"] = KrakenMarketData.SystemStatus,
        ["Assets"] = KrakenSymbols.Assets,
        ["AssetPairs"] = KrakenSymbols.Pairs,
        ["Ticker"] = KrakenSymbols.Tickers,
        ["OHLC"] = KrakenMarketData.Candles,
        ["Trades"] = KrakenMarketData.Trades,
        ["Depth"] = KrakenMarketData.Depth,
    };

    public static Dictionary<string, KrakenPrivate> Private(KrakenLimits limits, KrakenTokens tokens)
    {
        var orders = new KrakenOrders(limits);
        return new Dictionary<string, KrakenPrivate>(StringComparer.Ordinal)
        {
            ["Balance"] = new(KrakenFunds.Balance, 1, KeyRights.Balances),
            ["BalanceEx"] = new(KrakenFunds.BalanceEx, 1, KeyRights.Balances),
            ["TradeBalance"] = new(KrakenFunds.TradeBalance, 1, KeyRights.Balances),
            ["Earn/Allocations"] = new(KrakenFunds.Allocations, 1, KeyRights.Balances),
            ["GetApiKeyInfo"] = new(KrakenFunds.ApiKeyInfo, 1, KeyRights.None),
            ["GetWebSocketsToken"] = new(tokens.Issue, 1, KeyRights.History),
            ["Ledgers"] = new(KrakenHistory.Ledgers, 2, KeyRights.History),
            ["QueryLedgers"] = new(KrakenHistory.QueryLedgers, 2, KeyRights.History),
            ["TradesHistory"] = new(KrakenHistory.TradesHistory, 2, KeyRights.History),
            ["QueryTrades"] = new(KrakenHistory.QueryTrades, 1, KeyRights.History),
            ["DepositStatus"] = new(KrakenMovements.Deposits, 1, KeyRights.Balances),
            ["WithdrawStatus"] = new(KrakenMovements.Withdrawals, 1, KeyRights.Balances),
            ["OpenOrders"] = new(KrakenOrders.Open, 1, KeyRights.History),
            ["ClosedOrders"] = new(KrakenOrders.Closed, 1, KeyRights.History),
            ["QueryOrders"] = new(KrakenOrders.Query, 1, KeyRights.History),
            ["AddOrder"] = new(orders.Add, 0, KeyRights.Trade),
            ["CancelOrder"] = new(orders.Cancel, 0, KeyRights.Trade),
        };
    }
}
