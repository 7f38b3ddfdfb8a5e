using System.Text.Json;
using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Binance;

/// <summary>Binance USDⓈ-M: the margin account and its positions, in one-way mode.</summary>
internal static class BinanceFutures
{
    public static BinanceError? Balances(BinanceCall call, Utf8JsonWriter json) => Write(call, json, (book, mark) =>
    {
        var (wallet, free) = (book.Perpetuals, BinanceCodes.Amount(book.Perpetuals.Free(mark)));
        return $$"""
            [{"accountAlias":"SgsR","asset":"{{wallet.Settle}}","balance":"{{BinanceCodes.Amount(wallet.Wallet)}}","crossWalletBalance":"{{BinanceCodes.Amount(wallet.CrossWallet)}}",
            "crossUnPnl":"{{BinanceCodes.Amount(wallet.Groups(mark).First().Profit)}}","availableBalance":"{{free}}","maxWithdrawAmount":"{{free}}","marginAvailable":true,"updateTime":{{Updated(book)}}}]
            """;
    });

    public static BinanceError? Account(BinanceCall call, Utf8JsonWriter json) => Write(call, json, (book, mark) =>
    {
        var (wallet, open) = (book.Perpetuals, book.Perpetuals.Open);
        var (profit, maintenance, initial) = (open.Sum(p => p.Profit(mark(p.Contract))), open.Sum(p => p.Contract.Maintenance(p.Notional(mark(p.Contract)))), open.Sum(p => p.InitialMargin(mark(p.Contract))));
        var (crossed, free) = (wallet.Groups(mark).First().Profit, BinanceCodes.Amount(wallet.Free(mark)));
        var shared = $$"""
            "maintMargin":"{{BinanceCodes.Amount(maintenance)}}","initialMargin":"{{BinanceCodes.Amount(initial)}}","positionInitialMargin":"{{BinanceCodes.Amount(initial)}}","openOrderInitialMargin":"0.00000000",
            "crossWalletBalance":"{{BinanceCodes.Amount(wallet.CrossWallet)}}","crossUnPnl":"{{BinanceCodes.Amount(crossed)}}","availableBalance":"{{free}}","maxWithdrawAmount":"{{free}}"
            """;
        return $$"""
            {"totalInitialMargin":"{{BinanceCodes.Amount(initial)}}","totalMaintMargin":"{{BinanceCodes.Amount(maintenance)}}","totalWalletBalance":"{{BinanceCodes.Amount(wallet.Wallet)}}",
            "totalUnrealizedProfit":"{{BinanceCodes.Amount(profit)}}","totalMarginBalance":"{{BinanceCodes.Amount(wallet.Wallet + profit)}}","totalPositionInitialMargin":"{{BinanceCodes.Amount(initial)}}",
            "totalOpenOrderInitialMargin":"0.00000000","totalCrossWalletBalance":"{{BinanceCodes.Amount(wallet.CrossWallet)}}","totalCrossUnPnl":"{{BinanceCodes.Amount(crossed)}}","availableBalance":"{{free}}","maxWithdrawAmount":"{{free}}",
            "assets":[{"asset":"{{wallet.Settle}}","walletBalance":"{{BinanceCodes.Amount(wallet.Wallet)}}","unrealizedProfit":"{{BinanceCodes.Amount(profit)}}","marginBalance":"{{BinanceCodes.Amount(wallet.Wallet + profit)}}",{{shared}},"updateTime":{{Updated(book)}}}],
            "positions":[{{string.Join(',', open.Select(p => Brief(p, mark)))}}]}
            """;
    });

    /// <summary>Positions that are open, as version 3 tells them: without leverage and margin type, which stand among the settings.</summary>
    public static BinanceError? OpenPositions(BinanceCall call, Utf8JsonWriter json) =>
        Write(call, json, (book, mark) => $"[{string.Join(',', book.Perpetuals.Open.Where(p => IsAsked(call, p.Contract)).Select(p => "{" + Row(book, p, mark) + "," + Margins(p, mark) + "}"))}]");

    /// <summary>A row for every contract, as version 2 tells them.</summary>
    public static BinanceError? AllPositions(BinanceCall call, Utf8JsonWriter json) => Write(call, json, (book, mark) =>
        $"[{string.Join(',', call.Site.Profile.Perpetuals.Where(c => IsAsked(call, c)).Select(book.Perpetuals.Of).Select(p => "{" + Row(book, p, mark) + "," + Setting(p) + ",\"isAutoAddMargin\":\"false\"}"))}]");

    public static BinanceError? Settings(BinanceCall call, Utf8JsonWriter json) => Write(call, json, (book, _) =>
        $"[{string.Join(',', call.Site.Profile.Perpetuals.Where(c => IsAsked(call, c)).Select(book.Perpetuals.Of).Select(Config))}]");

    public static BinanceError? OneWay(BinanceCall call, Utf8JsonWriter json)
    {
        json.WriteRawValue("""{"dualSidePosition":false}""");
        return null;
    }

    private static string Row(AccountBook book, PerpetualPosition p, Func<PerpetualContract, decimal> mark)
    {
        var (price, side) = (mark(p.Contract), Math.Sign(p.Quantity));
        var end = p.Quantity == 0 ? 0 : book.Perpetuals.GroupOf(p, mark).LiquidationPrice(p);
        return $$"""
            "symbol":"{{BinanceCodes.Symbol(p.Contract.Market)}}","positionSide":"BOTH","positionAmt":"{{p.Quantity.Plain()}}","entryPrice":"{{p.Entry.Plain()}}","breakEvenPrice":"{{BinanceCodes.Amount(p.Entry * (1 + (side * 0.001m)))}}",
            "markPrice":"{{BinanceCodes.Amount(price)}}","unRealizedProfit":"{{BinanceCodes.Amount(p.Profit(price))}}","liquidationPrice":"{{end.Plain()}}","isolatedMargin":"{{BinanceCodes.Amount(p.IsIsolated ? p.IsolatedWallet + p.Profit(price) : 0)}}",
            "notional":"{{BinanceCodes.Amount(p.Quantity * price)}}","isolatedWallet":"{{BinanceCodes.Amount(p.IsolatedWallet)}}","updateTime":{{p.Updated.ToUnixTimeMilliseconds() * (p.Quantity == 0 ? 0 : 1)}}
            """;
    }

    private static string Margins(PerpetualPosition p, Func<PerpetualContract, decimal> mark)
    {
        var (price, initial) = (mark(p.Contract), BinanceCodes.Amount(p.InitialMargin(mark(p.Contract))));
        return $$"""
            "initialMargin":"{{initial}}","maintMargin":"{{BinanceCodes.Amount(p.Contract.Maintenance(p.Notional(price)))}}","positionInitialMargin":"{{initial}}","openOrderInitialMargin":"0","adl":2,"bidNotional":"0","askNotional":"0","marginAsset":"{{p.Contract.Settle}}"
            """;
    }

    private static string Setting(PerpetualPosition p) => $$"""
        "leverage":"{{p.Leverage}}","maxNotionalValue":"{{Most(p)}}","marginType":"{{(p.IsIsolated ? "isolated" : "cross")}}"
        """;

    private static string Config(PerpetualPosition p) => $$"""
        {"symbol":"{{BinanceCodes.Symbol(p.Contract.Market)}}","marginType":"{{(p.IsIsolated ? "ISOLATED" : "CROSSED")}}","isAutoAddMargin":false,"leverage":{{p.Leverage}},"maxNotionalValue":"{{Most(p)}}"}
        """;

    private static string Most(PerpetualPosition p) => p.Contract.Tiers.Last(t => t.MaxLeverage >= p.Leverage).Cap.Plain();

    private static string Brief(PerpetualPosition p, Func<PerpetualContract, decimal> mark)
    {
        var (price, initial) = (mark(p.Contract), BinanceCodes.Amount(p.InitialMargin(mark(p.Contract))));
        return $$"""
            {"symbol":"{{BinanceCodes.Symbol(p.Contract.Market)}}","positionSide":"BOTH","positionAmt":"{{p.Quantity.Plain()}}","unrealizedProfit":"{{BinanceCodes.Amount(p.Profit(price))}}",
            "isolatedMargin":"{{BinanceCodes.Amount(p.IsIsolated ? p.IsolatedWallet + p.Profit(price) : 0)}}","notional":"{{BinanceCodes.Amount(p.Quantity * price)}}","isolatedWallet":"{{BinanceCodes.Amount(p.IsolatedWallet)}}",
            "initialMargin":"{{initial}}","maintMargin":"{{BinanceCodes.Amount(p.Contract.Maintenance(p.Notional(price)))}}","updateTime":{{p.Updated.ToUnixTimeMilliseconds()}}}
            """;
    }

    private static bool IsAsked(BinanceCall call, PerpetualContract contract) => call["symbol"] is null || contract == call.Contract;

    private static long Updated(AccountBook book) => book.Perpetuals.Open.Select(p => p.Updated.ToUnixTimeMilliseconds()).DefaultIfEmpty().Max();

    private static BinanceError? Write(BinanceCall call, Utf8JsonWriter json, Func<AccountBook, Func<PerpetualContract, decimal>, string> write)
    {
        if (call["symbol"] is not null && call.Contract is null) return BinanceError.BadSymbol;
        var now = call.Site.Clock.GetUtcNow();
        json.WriteRawValue(call.Read(book => write(book, contract => call.Site.Prices.Mark(contract.Market, now))));
        return null;
    }
}
