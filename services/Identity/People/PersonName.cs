using System.Globalization;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.People;

/// <summary>How somebody is called.</summary>
internal static class PersonName
{
    private const int Longest = 200;

    /// <summary>Joiners that some scripts write names with; all other characters without a shape of their own only make two names look alike.</summary>
    private const string Joiners = "\u200C\u200D";

    private static readonly Error Bad = new("BAD_NAME", "Say your name, in at most 200 characters on one line.");

    /// <summary>The name without white space around it, and with single spaces inside.</summary>
    public static Result<string> Parse(string? text)
    {
        var name = string.Join(' ', (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        return name.Length is 0 or > Longest || name.Any(IsUnseen) ? Bad : name;
    }

    /// <summary>Whether two names in compatibility form are read alike: by any letter's case, with joiners or without.</summary>
    public static bool AreAlike(string one, string other) => string.Equals(WithoutJoiners(one), WithoutJoiners(other), StringComparison.OrdinalIgnoreCase);

    private static string WithoutJoiners(string name) => string.Concat(name.Where(c => !Joiners.Contains(c, StringComparison.Ordinal)));

    private static bool IsUnseen(char c) => !Joiners.Contains(c, StringComparison.Ordinal)
        && char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
