using System.Text.Json;
using System.Text.RegularExpressions;
using PortfolioPlatform.GraphQL.Language;

namespace PortfolioPlatform.GraphQL.Tests.Differential;

/// <summary>Where this server differs from the reference on purpose; docs/architecture/graphql.md lists them with the section of the spec.</summary>
internal static partial class Deviations
{
    /// <summary>Descriptions of operations, fragments and variables came after the edition of October 2021 (section 2.2): a string right before one of them, where this server stopped.</summary>
    public static bool IsNewerSyntax(string text, ParseResult parsed)
    {
        var error = parsed.Error ?? "";
        if (error.Contains("Unexpected description", StringComparison.Ordinal)) return true;
        if (!error.Contains("found String", StringComparison.Ordinal) && !error.Contains("found BlockString", StringComparison.Ordinal)) return false;
        var start = text.Split('\n').Take(parsed.Location.Line - 1).Sum(line => line.Length + 1) + parsed.Location.Column - 1;
        return DescribedVariable().IsMatch(text[start..]);
    }

    [GeneratedRegex("""^("{3}.*?"{3}|"(\\.|[^"\\\n])*")[\s,]*(#.*\n[\s,]*)*\$""", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex DescribedVariable();

    /// <summary>The place of a bad escape or character inside a token is not the spec's concern (section 7.1.2 asks for a place only).</summary>
    public static bool SyntaxLocationMatters(string message) => !message.Contains("escape", StringComparison.Ordinal) && !message.Contains("Unterminated", StringComparison.Ordinal);

    /// <summary>The reference throws instead of answering when a subscription's @skip takes a variable (section 5.2.3.1).</summary>
    public static bool IsAnsweredByThrowing(JsonElement verdict) => verdict.TryGetProperty("threw", out _);

    /// <summary>The reference already lets directives be deprecated, in its own introspection types and in @deprecated (section 4.2).</summary>
    public static bool IsNewerIntrospection(string list, string name) => list == "types" ? name.StartsWith("__", StringComparison.Ordinal) : name == "deprecated";
}
