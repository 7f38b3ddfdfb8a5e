using System.Globalization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>
/// Reads <c>fifo</c>, <c>fifo,hifo@2024-01-01</c> or <c>fifo,lifo/kraken:1a2b3c4d,hifo@2025-01-01..2025-06-30/*/btc,transfers:fifo</c>: methods with the local days from and until which
/// each holds, the wallet and asset it holds for, and the order in which transfers take lots.
/// </summary>
internal static class MethodWords
{
    private const string Transfers = "transfers:";

    private const string Example = "--method must be such as fifo,hifo@2024-01-01,lifo@2025-01-01..2025-06-30/WALLET/ASSET, with ascending days after the first";

    // Where a law has one kind of average only, "average" is that one.
    private static readonly Dictionary<string, string> Averages = new(StringComparer.Ordinal) { ["ca"] = "acb", ["jp"] = "total-average", ["fr"] = "whole-portfolio" };

    public static Result<MethodPlan> Parse(string text, IJurisdiction jurisdiction)
    {
        var words = text.Split(',');
        var orders = words.Where(w => w.StartsWith(Transfers, StringComparison.Ordinal)).Select(w => w[Transfers.Length..]).ToArray();
        var methods = words.Where(w => !w.StartsWith(Transfers, StringComparison.Ordinal)).Select(w => One(w, jurisdiction)).ToArray();
        if (methods.Length == 0 || methods.Any(m => !jurisdiction.Methods.Contains(m.Name, StringComparer.Ordinal))) return Wrong($"--method in jurisdiction {jurisdiction.Name} must be one of {string.Join('|', jurisdiction.Methods)}");
        if (orders.Length > 1 || orders.Any(o => !EngineChoice.LotMethods.TryGetValue(o, out var method) || !Accounting.Lots.CompactBook.Supports(method))) return Wrong("--method must name one order of transfers: transfers:fifo, lifo, hifo or lofo");
        if (orders.Length > 0 && methods.Any(m => !EngineChoice.LotMethods.ContainsKey(m.Name))) return Wrong("--method with an order of transfers must name methods that keep lots");
        return Problem(methods) is { } wrong ? Wrong(wrong) : new MethodPlan([.. InForce(methods)], orders.Length > 0 ? EngineChoice.LotMethods[orders[0]] : null);
    }

    private static string? Problem(DatedMethod[] methods)
    {
        if (methods.Length == 1 && methods[0] is { From: null, IsPartial: false }) return null;
        if (methods.Any(m => !EngineChoice.LotMethods.ContainsKey(m.Name))) return "--method with dates must name methods that keep lots";
        if (methods[0] is not { From: null, IsPartial: false }) return "--method must begin with a method for everything, from the beginning";
        for (var i = 1; i < methods.Length; i++)
            if (methods[i] is { From: null, IsPartial: false } || methods[i].From < methods[i - 1].From || (methods[i].From is null && methods[i - 1].From is not null) || (methods[i].From == methods[i - 1].From && !methods[i].IsPartial) || methods[i].Until < methods[i].From)
                return Example;
        return null;
    }

    // The day after a standing order ran out, everything that holds then is said again.
    private static IEnumerable<DatedMethod> InForce(DatedMethod[] methods)
    {
        var ends = methods.Where(m => m.Until is not null).Select(m => m.Until!.Value.AddDays(1)).Distinct().Order();
        var again = ends.SelectMany(day => methods.Where(m => !(m.From > day) && !(m.Until < day)).Select(m => m with { From = day, Until = null }));
        return methods.Select((m, i) => (m, i)).Concat(again.Select((m, i) => (m, i: methods.Length + i))).OrderBy(x => x.m.From ?? DateOnly.MinValue).ThenBy(x => x.i).Select(x => x.m with { Until = null });
    }

    private static DatedMethod One(string word, IJurisdiction jurisdiction)
    {
        var parts = word.Split('/');
        if (parts.Length > 3 || parts.Any(p => p.Length == 0)) return new DatedMethod(word, null);
        var (wallet, asset) = (parts.ElementAtOrDefault(1) is { } w && w != "*" ? w : null, parts.ElementAtOrDefault(2) is { } a && a != "*" ? a : null);
        var at = parts[0].IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? parts[0] : parts[0][..at];
        if (name == "average" && Averages.TryGetValue(jurisdiction.Name, out var own)) name = own;
        if (at < 0) return new DatedMethod(name, null, wallet, asset);
        var days = parts[0][(at + 1)..].Split("..").Select(d => DateOnly.TryParseExact(d, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null).ToArray();
        return days.Length > 2 || days.Contains(null) ? new DatedMethod(word, null) : new DatedMethod(name, days[0], wallet, asset) { Until = days.ElementAtOrDefault(1) };
    }

    private static Error Wrong(string what) => new("TAX_USAGE", what);
}

/// <summary>Methods in the order in which they begin to hold, and what transfers take first (null: what disposals do).</summary>
internal sealed record MethodPlan(IReadOnlyList<DatedMethod> Methods, Accounting.Lots.LotMethod? Transfers);
