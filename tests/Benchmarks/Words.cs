using System.Globalization;

namespace PortfolioPlatform.Benchmarks;

/// <summary>Options of a verb: <c>--name value</c>.</summary>
internal static class Words
{
    public static int Number(string[] words, string name, int otherwise) => Text(words, name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public static string? Text(string[] words, string name) => Array.IndexOf(words, name) is var at and >= 0 && at + 1 < words.Length ? words[at + 1] : null;
}
