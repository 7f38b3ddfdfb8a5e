namespace PortfolioPlatform.Platform.Hosting;

/// <summary>Reads words one after the other; <c>--name=value</c> and <c>--name value</c> are the same for the options we know.</summary>
internal sealed class ArgumentReader
{
    private static readonly string[] Known = ["--target", "--data", "--urls", "--port", "--settings", "--prices", "--time-scale"];

    private readonly Queue<string> _words;

    public ArgumentReader(IEnumerable<string> words) => _words = new(words.SelectMany(Split));

    public bool HasNext => _words.Count > 0;

    public bool StartsWithCommand => HasNext && !_words.Peek().StartsWith('-');

    public string Next() => _words.Dequeue();

    public string Value(string option) =>
        HasNext ? _words.Dequeue() : throw new StartupException($"{option} needs a value.");

    private static string[] Split(string word)
    {
        var at = word.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && Known.Contains(word[..at], StringComparer.Ordinal) ? [word[..at], word[(at + 1)..]] : [word];
    }
}
