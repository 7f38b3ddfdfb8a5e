using System.Globalization;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Tax.Forms;

namespace PortfolioPlatform.Tax.Institutions;

/// <summary>
/// Units that may not be sold (ASC 350-60-50-3: fair value, nature, remaining duration, what makes the restriction lapse). No record of a venue tells them, so who files does:
/// <c>asset,wallet,units,nature,until,lapse</c>; <c>wallet</c> may be empty (all of them), <c>until</c> too (no day is known).
/// </summary>
internal static class RestrictedFile
{
    private static readonly string[] Columns = ["asset", "wallet", "units", "nature", "until", "lapse"];

    public static Result<IReadOnlyList<RestrictedUnits>> Read(string text)
    {
        var lines = CsvText.Read(text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n");
        if (lines.Count == 0 || !lines[0].SequenceEqual(Columns, StringComparer.Ordinal)) return Wrong(1, $"the header {string.Join(',', Columns)}");
        var units = new List<RestrictedUnits>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i] is not [var asset, var wallet, var count, var nature, var until, var lapse]) return Wrong(i + 1, $"{Columns.Length} fields, as in the header");
            if (asset.Length == 0 || nature.Length == 0 || lapse.Length == 0) return Wrong(i + 1, "an asset, the nature of the restriction, and what makes it lapse");
            if (!Quantity.TryParse(count, out var held) || held.Sign <= 0) return Wrong(i + 1, "units above zero");
            DateOnly day = default;
            if (until.Length > 0 && !DateOnly.TryParseExact(until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)) return Wrong(i + 1, "until such as 2026-12-31, or nothing");
            units.Add(new RestrictedUnits(new AssetId(asset), wallet, held, nature, until.Length > 0 ? day : null, lapse));
        }

        return units;
    }

    private static Error Wrong(int line, string expected) => new("TAX_RESTRICTED", $"line {line}: expected {expected}");
}

/// <summary>Units that may not be sold.</summary>
/// <param name="Asset">Of what.</param>
/// <param name="Wallet">Where; empty for wherever they are.</param>
/// <param name="Units">How many.</param>
/// <param name="Nature">What restricts them.</param>
/// <param name="Until">When the restriction ends; null when no day is known.</param>
/// <param name="Lapse">What makes it lapse.</param>
internal sealed record RestrictedUnits(AssetId Asset, string Wallet, Quantity Units, string Nature, DateOnly? Until, string Lapse);
