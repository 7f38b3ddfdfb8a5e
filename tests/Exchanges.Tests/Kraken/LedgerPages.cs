using System.Text;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kraken;

namespace PortfolioPlatform.Exchanges.Tests.Kraken;

/// <summary>Writes ledger pages in Kraken's shape, one short line a row.</summary>
internal static class LedgerPages
{
    /// <summary>A row: <c>id refid time type subtype asset amount fee</c>; a dash is an empty subtype.</summary>
    public static string Row(string line)
    {
        var part = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return $$"""
            "{{part[0]}}":{"refid":"{{part[1]}}","time":{{part[2]}},"type":"{{part[3]}}","subtype":"{{(part[4] == "-" ? "" : part[4])}}","aclass":"currency","asset":"{{part[5]}}","amount":"{{part[6]}}","fee":"{{part[7]}}","balance":"0"}
            """;
    }

    public static string Page(int count, params IEnumerable<string> rows) =>
        $$$"""{"error":[],"result":{"ledger":{ {{{string.Join(",\n", rows.Select(Row))}}} },"count":{{{count}}}}}""";

    public static MappedPage Map(params string[] rows) => new KrakenConnector().Map("Ledgers", Encoding.UTF8.GetBytes(Page(rows.Length, rows)));

    /// <summary>Legs as <c>BTC -1.5 Fee</c>, in order.</summary>
    public static IEnumerable<string> Legs(this VenueTransaction transaction) => transaction.Legs.Select(leg => $"{leg.Symbol} {leg.Amount} {leg.Role}");
}
