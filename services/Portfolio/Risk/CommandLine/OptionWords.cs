using System.Globalization;

namespace PortfolioPlatform.Portfolio.Risk.CommandLine;

/// <summary>The words after <c>Host risk</c> as option and text; what is wrong with them is one sentence.</summary>
internal sealed class OptionWords
{
    private readonly Dictionary<string, string> _given = new(StringComparer.Ordinal);

    /// <summary>The first thing that is wrong.</summary>
    public string? Wrong { get; private set; }

    public static OptionWords Of(IReadOnlyList<string> words, IReadOnlySet<string> flags, IReadOnlySet<string> known)
    {
        var options = new OptionWords();
        for (var i = 0; i < words.Count; i++)
        {
            var name = words[i].StartsWith("--", StringComparison.Ordinal) ? words[i][2..] : "";
            if (!known.Contains(name)) options.Blame(name.Length == 0 ? $"expected an option, found '{words[i]}'" : $"unknown option --{name}");
            else if (flags.Contains(name)) options._given[name] = "";
            else if (i + 1 == words.Count) options.Blame($"--{name} needs a value");
            else options._given[name] = words[++i];
        }

        return options;
    }

    public bool Has(string name) => _given.ContainsKey(name);

    public string? Text(string name) => _given.GetValueOrDefault(name);

    /// <summary>One of several words.</summary>
    public T Choice<T>(string name, T otherwise, params (string Word, T Meaning)[] choices)
    {
        if (!_given.TryGetValue(name, out var text)) return otherwise;
        foreach (var (word, meaning) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) return meaning;
        }

        Blame($"--{name} must be one of {string.Join('|', choices.Select(c => c.Word))}, not '{text}'");
        return otherwise;
    }

    /// <summary>A number within bounds.</summary>
    public double? Number(string name, double least, double most)
    {
        if (!_given.TryGetValue(name, out var text)) return null;
        if (TryNumber(text, out var number) && number >= least && number <= most) return number;
        Blame(FormattableString.Invariant($"--{name} must be a number between {least:R} and {most:R}, not '{text}'"));
        return null;
    }

    /// <summary>A whole number within bounds.</summary>
    public int? Whole(string name, int least, int most)
    {
        var number = Number(name, least, most);
        if (number is null || double.IsInteger(number.Value)) return (int?)number;
        Blame($"--{name} must be a whole number");
        return null;
    }

    /// <summary>Numbers with commas between them.</summary>
    public double[]? Numbers(string name, Func<double, bool> fits, string expected)
    {
        if (!_given.TryGetValue(name, out var text)) return null;
        var numbers = new List<double>();
        foreach (var word in text.Split(','))
        {
            if (TryNumber(word, out var number) && fits(number)) numbers.Add(number);
            else
            {
                Blame($"--{name} must be {expected}, not '{word.Trim()}'");
                return null;
            }
        }

        return [.. numbers];
    }

    public void Blame(string what) => Wrong ??= what;

    private static bool TryNumber(string text, out double number) => double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
