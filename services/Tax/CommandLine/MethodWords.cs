using System.Globalization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Engines;
using PortfolioPlatform.Tax.Jurisdictions;

namespace PortfolioPlatform.Tax.CommandLine;

/// <summary>Reads <c>fifo</c> or <c>fifo,hifo@2024-01-01</c>: methods with the local day from which each holds.</summary>
internal static class MethodWords
{
    // Where a law has one kind of average only, "average" is that one.
    private static readonly Dictionary<string, string> Averages = new(StringComparer.Ordinal) { ["ca"] = "acb", ["jp"] = "total-average", ["fr"] = "whole-portfolio" };

    public static Result<DatedMethod[]> Parse(string text, IJurisdiction jurisdiction)
    {
        var methods = text.Split(',').Select(w => One(w, jurisdiction)).ToArray();
        if (methods.Any(m => !jurisdiction.Methods.Contains(m.Name, StringComparer.Ordinal))) return Wrong($"--method in jurisdiction {jurisdiction.Name} must be one of {string.Join('|', jurisdiction.Methods)}");
        if (methods.Length == 1 && methods[0].From is null) return methods;
        if (methods.Any(m => !EngineChoice.LotMethods.ContainsKey(m.Name))) return Wrong("--method with dates must name methods that keep lots");
        for (var i = 0; i < methods.Length; i++)
            if (methods[i].From is null != (i == 0) || (i > 1 && methods[i].From <= methods[i - 1].From)) return Wrong("--method must be such as fifo,hifo@2024-01-01, with ascending days after the first");
        return methods;
    }

    private static DatedMethod One(string word, IJurisdiction jurisdiction)
    {
        var at = word.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? word : word[..at];
        if (name == "average" && Averages.TryGetValue(jurisdiction.Name, out var own)) name = own;
        if (at < 0) return new DatedMethod(name, null);
        return DateOnly.TryParseExact(word.AsSpan(at + 1), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) ? new DatedMethod(name, from) : new DatedMethod(word, null);
    }

    private static Error Wrong(string what) => new("TAX_USAGE", what);
}
