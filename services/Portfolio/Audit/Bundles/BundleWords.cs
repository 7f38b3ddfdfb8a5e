namespace PortfolioPlatform.Portfolio.Audit.Bundles;

/// <summary>The words of a command on bundles: a file, and options with values.</summary>
/// <param name="File">The bundle.</param>
/// <param name="Options">Name and value.</param>
internal sealed record BundleWords(string File, IReadOnlyList<(string Name, string Value)> Options)
{
    /// <summary>Null when a word is none of the allowed, or there is not one file.</summary>
    public static BundleWords? Parse(IReadOnlyList<string> words, params string[] allowed)
    {
        string? file = null;
        var options = new List<(string, string)>();
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                if (file is not null) return null;
                file = words[i];
            }
            else if (allowed.Contains(words[i][2..], StringComparer.Ordinal) && i + 1 < words.Count) options.Add((words[i][2..], words[++i]));
            else return null;
        }

        return file is null ? null : new(file, options);
    }

    public string? One(string name) => Options.LastOrDefault(o => o.Name == name).Value;

    public IEnumerable<string> All(string name) => Options.Where(o => o.Name == name).Select(o => o.Value);
}
