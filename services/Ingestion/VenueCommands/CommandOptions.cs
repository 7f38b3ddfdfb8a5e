namespace PortfolioPlatform.Ingestion.VenueCommands;

/// <summary>The words of a command line: <c>--name value</c> pairs and what stands alone.</summary>
internal sealed class CommandOptions
{
    private readonly Dictionary<string, string> _named = new(StringComparer.OrdinalIgnoreCase);

    private CommandOptions()
    {
    }

    /// <summary>Words that belong to no option.</summary>
    public List<string> Positional { get; } = [];

    /// <summary>Reads the words; <c>--name=value</c> works too.</summary>
    public static CommandOptions Parse(IReadOnlyList<string> words)
    {
        var options = new CommandOptions();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (!word.StartsWith("--", StringComparison.Ordinal)) options.Positional.Add(word);
            else if (word.IndexOf('=', StringComparison.Ordinal) is var equals and > 0) options._named[word[2..equals]] = word[(equals + 1)..];
            else options._named[word[2..]] = i + 1 < words.Count ? words[++i] : "";
        }

        return options;
    }

    /// <summary>An option's value, or null.</summary>
    public string? this[string name] => _named.GetValueOrDefault(name);
}
