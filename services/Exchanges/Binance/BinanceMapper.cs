using System.Text.Json.Serialization.Metadata;
using PortfolioPlatform.Binance.History;
using PortfolioPlatform.Binance.Wire;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Binance;

/// <summary>Raw pages to normalised records, by endpoint. Pure.</summary>
internal static class BinanceMapper
{
    /// <summary>Raised whenever the same bytes could map to something else.</summary>
    public const int Version = 1;

    private static readonly BinanceJson Json = BinanceJson.Default;

    /// <summary>Maps one raw page.</summary>
    public static MappedPage Map(string endpoint, ReadOnlyMemory<byte> body, string? metadata)
    {
        var page = new PageBuilder();
        var facts = BinanceMetadata.Parse(metadata);
        var mapped = endpoint.ToUpperInvariant() switch
        {
            "MYTRADES" => Each(body, page, Json.BinanceTrade, row => BinanceTrades.Map(row, facts)),
            "MYALLOCATIONS" => Each(body, page, Json.BinanceAllocation, row => BinanceTrades.Map(row, facts)),
            "DEPOSITHISTORY" or "DEPOSITS" or "HISREC" => Each(body, page, Json.BinanceDeposit, BinanceMovements.Map),
            "WITHDRAWHISTORY" or "WITHDRAWALHISTORY" or "WITHDRAWALS" => Each(body, page, Json.BinanceWithdrawal, BinanceMovements.Map),
            "FIATORDERS:0" or "FIATORDERS" or "FIATDEPOSITS" => Each(body, page, Json.BinanceFiatOrder, row => BinanceMovements.Map(row, isDeposit: true)),
            "FIATORDERS:1" or "FIATWITHDRAWALS" => Each(body, page, Json.BinanceFiatOrder, row => BinanceMovements.Map(row, isDeposit: false)),
            "FIATPAYMENTS:0" or "FIATPAYMENTS" or "FIATBUYS" => Many(body, page, Json.BinanceFiatPayment, row => BinanceSwaps.Map(row, isBuy: true)),
            "FIATPAYMENTS:1" or "FIATSELLS" => Many(body, page, Json.BinanceFiatPayment, row => BinanceSwaps.Map(row, isBuy: false)),
            "CONVERTTRADEFLOW" or "TRADEFLOW" or "CONVERT" => Each(body, page, Json.BinanceConvert, BinanceSwaps.Map),
            "DRIBBLET" or "DUST" => Each(body, page, Json.BinanceDribblet, BinanceSwaps.Map),
            "ASSETDIVIDEND" or "DIVIDENDS" => Each(body, page, Json.BinanceDividend, BinanceIncome.Map),
            "EARNREWARDS:FLEXIBLE" or "FLEXIBLEREWARDS" or "REWARDSRECORD" => Each(body, page, Json.BinanceEarnReward, row => BinanceIncome.Map(row, isLocked: false)),
            "EARNREWARDS:LOCKED" or "LOCKEDREWARDS" => Each(body, page, Json.BinanceEarnReward, row => BinanceIncome.Map(row, isLocked: true)),
            "ACCOUNT" => Balances(body, page, Json.BinanceBalance, row => BinanceBalances.Of(row, "spot")),
            "FUNDINGASSET" or "GET-FUNDING-ASSET" => Balances(body, page, Json.BinanceBalance, row => BinanceBalances.Of(row, "funding")),
            "FUTURESINCOME" or "INCOME" => Many(body, page, Json.BinanceFuturesIncomeRow, BinanceFuturesIncome.Map),
            "FUTURESBALANCE" => Balances(body, page, Json.BinanceFuturesBalance, BinanceBalances.Of),
            "FLEXIBLEPOSITION" or "LOCKEDPOSITION" => Balances(body, page, Json.BinanceEarnPosition, BinanceBalances.Of),
            _ => false,
        };
        if (!mapped) return MappedPage.Unreadable($"Endpoint '{endpoint}' has no mapper for: {WireJson.Excerpt(body.Span)}");
        return Flag(BinanceTwins.TellApart(page.Build()), facts, page);
    }

    private static bool Each<T>(ReadOnlyMemory<byte> body, PageBuilder page, JsonTypeInfo<T> type, Func<T, VenueTransaction> map)
        where T : class => Many(body, page, type, row => [map(row)]);

    private static bool Many<T>(ReadOnlyMemory<byte> body, PageBuilder page, JsonTypeInfo<T> type, Func<T, IEnumerable<VenueTransaction>> map)
        where T : class
    {
        if (BinanceAnswer.Rows(body) is not { } rows) return false;
        foreach (var row in rows)
        {
            page.Read(row, type, null, record =>
            {
                foreach (var transaction in map(record)) page.Add(transaction);
            });
        }

        return true;
    }

    private static bool Balances<T>(ReadOnlyMemory<byte> body, PageBuilder page, JsonTypeInfo<T> type, Func<T, VenueBalance> map)
        where T : class
    {
        if (BinanceAnswer.Rows(body) is not { } rows) return false;
        foreach (var row in rows) page.Read(row, type, null, record => page.Add(map(record)));
        return true;
    }

    /// <summary>Marks what touches a code that the venue's table does not hold.</summary>
    private static MappedPage Flag(MappedPage mapped, BinanceMetadata facts, PageBuilder page)
    {
        if (facts.Unknown.Count == 0) return mapped;
        foreach (var code in facts.Unknown) page.Problem("unknown-asset", null, $"The venue's table has no '{code}'.");
        return mapped with
        {
            Problems = page.Build().Problems,
            Transactions = [.. mapped.Transactions.Select(transaction =>
                transaction.Legs.Any(leg => facts.Unknown.Contains(leg.Code)) ? transaction with { Flags = transaction.Flags.Add("unknown-asset") } : transaction)],
        };
    }
}
