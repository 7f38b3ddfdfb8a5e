using System.Globalization;
using System.Text.Json;

namespace PortfolioPlatform.Benchmarks.Institution;

/// <summary>What is asked: committed documents, with variables that differ from request to request.</summary>
internal sealed class Requests(string dashboard, string past, string movement, DateTimeOffset known)
{
    private const int Different = 200;
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    public IEnumerable<(string Name, int Rate, IReadOnlyList<string> Bodies)> All(int rate, int pastRate)
    {
        yield return ("dashboard", rate, Bodies(dashboard, "Dashboard", i => new { portfolio = Portfolio(i), asset = InstitutionTenant.Assets[i % InstitutionTenant.Assets.Count].Value }));
        foreach (var name in new[] { "Holdings", "Valuation", "ProfitAndLoss", "Transactions" })
            yield return ("past-" + name.ToLowerInvariant(), pastRate, Bodies(past, name, i => new { portfolio = Portfolio(i), asOf = Text(now.AddDays(-InstitutionLedger.Days).AddHours(i * 87)), knownAt = Text(known.AddMilliseconds(i)) }));
        yield return ("periods", pastRate, Bodies(movement, "PeriodChanges", i => new { portfolio = Portfolio(i), week = Text(Minute(i).AddDays(-7)), month = Text(Minute(i).AddDays(-30)), year = Text(Minute(i).AddDays(-365)) }));
        foreach (var days in new[] { 90, 365 }) yield return ($"contributions-{days}", 1, Bodies(past, "Contributions", i => new { portfolio = Portfolio(i), from = Text(Minute(i).AddDays(-days)) }));
        yield return ("performance", 2, Bodies(past, "Performance", i => new { portfolio = Portfolio(i), from = Text(Minute(i).AddDays(-InstitutionLedger.Days)) }));
    }

    private static string Portfolio(int i) => InstitutionTenant.Portfolios[i % InstitutionTenant.Portfolios.Count].ToString();

    private static List<string> Bodies(string query, string operation, Func<int, object> variables) =>
        [.. Enumerable.Range(0, Different).Select(i => JsonSerializer.Serialize(new { query, operationName = operation, variables = variables(i) }))];

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The page rounds to the minute, as of which somebody opened it.</summary>
    private DateTimeOffset Minute(int i) => new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(-i % 10);
}
