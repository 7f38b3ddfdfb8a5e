using PortfolioPlatform.Accounting.Lots;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>What a jurisdiction changes for the command line: methods, scope, zone and start of the tax year. Source of the rules: docs/tax.md.</summary>
/// <param name="Name">As written after --jurisdiction.</param>
/// <param name="Zone">Tax days are days of this zone.</param>
/// <param name="StartMonth">First month of the tax year.</param>
/// <param name="StartDay">First day of the tax year.</param>
/// <param name="Methods">Methods that may be chosen.</param>
/// <param name="DefaultScope">Scope unless told otherwise.</param>
/// <param name="TellsTerm">Whether a holding period of a year matters.</param>
internal sealed record Jurisdiction(string Name, TimeZoneInfo Zone, int StartMonth, int StartDay, IReadOnlyList<string> Methods, LotScope DefaultScope, bool TellsTerm)
{
    private static readonly Jurisdiction[] All =
    [
        new("none", TimeZoneInfo.Utc, 1, 1, ["fifo", "lifo", "hifo", "lofo", "average", "s104"], LotScope.Universal, TellsTerm: true),
        new("us", TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), 1, 1, ["fifo", "lifo", "hifo", "lofo"], LotScope.Wallet, TellsTerm: true),
        new("uk", TimeZoneInfo.FindSystemTimeZoneById("Europe/London"), 4, 6, ["s104"], LotScope.Universal, TellsTerm: false),
        new("de", TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), 1, 1, ["fifo", "average", "lifo"], LotScope.Wallet, TellsTerm: true),
    ];

    public static string Names => string.Join('|', All.Select(j => j.Name));

    public string DefaultMethod => Methods[0];

    public static Jurisdiction? Find(string name) => All.FirstOrDefault(j => string.Equals(j.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The local day of an instant.</summary>
    public DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, Zone).DateTime);

    /// <summary>The tax year a day belongs to, named by the calendar year it starts in.</summary>
    public int YearOf(DateOnly day) => (day.Month, day.Day).CompareTo((StartMonth, StartDay)) >= 0 ? day.Year : day.Year - 1;
}
