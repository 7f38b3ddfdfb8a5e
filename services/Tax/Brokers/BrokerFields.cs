using System.Globalization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Brokers;

/// <summary>The named fields of one line of a file of Forms 1099-DA. The first that cannot be read is kept as what is wrong.</summary>
internal sealed class BrokerFields(int line, IReadOnlyDictionary<string, string> row)
{
    /// <summary>What was expected of the first field that cannot be read; null when all could be.</summary>
    public string? Wrong { get; private set; }

    /// <summary>The line.</summary>
    public int Line => line;

    public string Text(string name) => row.GetValueOrDefault(name, "");

    public string OneOf(string name, params ReadOnlySpan<string> known)
    {
        if (!known.Contains(Text(name))) Wrong ??= $"{name} {string.Join(", ", known.ToArray().Where(k => k.Length > 0))}";
        return Text(name);
    }

    public Quantity? Number(string name, string expected = "as a number, or nothing")
    {
        if (Text(name).Length == 0) return null;
        if (!Quantity.TryParse(Text(name), out var value)) Wrong ??= $"{name} {expected}";
        return value;
    }

    public DateOnly? Day(string name, bool isNeeded = false)
    {
        if (Text(name).Length == 0 && !isNeeded) return null;
        if (!DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) Wrong ??= $"{name} such as 2025-06-01{(isNeeded ? "" : ", or nothing")}";
        return day;
    }

    public bool Flag(string name) => OneOf(name, "", "true", "false") == "true";

    /// <summary>Says what is expected of a field unless something holds.</summary>
    public void Require(bool holds, string expected)
    {
        if (!holds) Wrong ??= expected;
    }
}
