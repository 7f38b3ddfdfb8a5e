using PortfolioPlatform.Sandbox.Economy;
using PortfolioPlatform.Sandbox.Serving;

namespace PortfolioPlatform.Sandbox.Deribit;

/// <summary>A book as a connection was told it, and what makes the next one of it.</summary>
internal sealed record DeribitBookState(long ChangeId, IReadOnlyDictionary<decimal, decimal> Bids, IReadOnlyDictionary<decimal, decimal> Asks)
{
    public static DeribitBookState Of(VenueSite site, OptionContract contract, DateTimeOffset now, long id)
    {
        var (bids, asks) = DeribitPublic.Sides(site, contract, now);
        return new(id, bids.ToDictionary(l => l.Price, l => l.Amount), asks.ToDictionary(l => l.Price, l => l.Amount));
    }

    public string Snapshot(OptionContract contract, DateTimeOffset now) => Text("snapshot", contract, now, "", Bids.Select(l => Level("new", l.Key, l.Value)), Asks.Select(l => Level("new", l.Key, l.Value)));

    public string Change(DeribitBookState before, OptionContract contract, DateTimeOffset now) =>
        Text("change", contract, now, $"\"prev_change_id\":{before.ChangeId},", Between(before.Bids, Bids), Between(before.Asks, Asks));

    private string Text(string type, OptionContract contract, DateTimeOffset now, string previous, IEnumerable<string> bids, IEnumerable<string> asks) =>
        $$"""{"type":"{{type}}","timestamp":{{now.ToUnixTimeMilliseconds()}},"instrument_name":"{{contract.Name}}",{{previous}}"change_id":{{ChangeId}},"bids":[{{string.Join(',', bids)}}],"asks":[{{string.Join(',', asks)}}]}""";

    private static IEnumerable<string> Between(IReadOnlyDictionary<decimal, decimal> before, IReadOnlyDictionary<decimal, decimal> now) =>
    [
        .. before.Keys.Where(p => !now.ContainsKey(p)).Select(p => Level("delete", p, 0)),
        .. now.Where(l => !before.TryGetValue(l.Key, out var amount) || amount != l.Value).Select(l => Level(before.ContainsKey(l.Key) ? "change" : "new", l.Key, l.Value)),
    ];

    private static string Level(string action, decimal price, decimal amount) => $"[\"{action}\",{price.Plain()},{amount.Plain()}]";
}
