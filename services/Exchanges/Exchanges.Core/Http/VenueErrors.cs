using System.Collections.Immutable;

namespace PortfolioPlatform.Exchanges.Core;

/// <summary>One line of a venue's error table.</summary>
/// <param name="Pattern">A code, or a part of the text.</param>
/// <param name="Type">What it means.</param>
/// <param name="Match">How the pattern is compared.</param>
public readonly record struct ErrorRule(string Pattern, VenueErrorType Type, ErrorMatch Match = ErrorMatch.Exact);

/// <summary>How an error pattern is compared with the venue's code or text; never with regard to case.</summary>
public enum ErrorMatch
{
    /// <summary>The whole code.</summary>
    Exact = 0,

    /// <summary>The start of the code.</summary>
    Prefix,

    /// <summary>Anywhere in code or message.</summary>
    Contains,
}

/// <summary>A venue's error table: data, first match wins; what is not in it is <see cref="VenueErrorType.Unknown"/> and keeps its text.</summary>
/// <param name="Rules">The lines, in order.</param>
public sealed record ErrorTable(ImmutableArray<ErrorRule> Rules)
{
    /// <summary>Classifies an error.</summary>
    /// <param name="code">The venue's code.</param>
    /// <param name="message">The venue's text.</param>
    /// <param name="retryAfter">When to try again, if told.</param>
    public VenueError Classify(string code, string message, TimeSpan? retryAfter = null)
    {
        foreach (var rule in Rules)
        {
            if (Matches(rule, code, message)) return new VenueError(rule.Type, code, message, retryAfter);
        }

        return new VenueError(VenueErrorType.Unknown, code, message, retryAfter);
    }

    private static bool Matches(ErrorRule rule, string code, string message) => rule.Match switch
    {
        ErrorMatch.Exact => string.Equals(code, rule.Pattern, StringComparison.OrdinalIgnoreCase),
        ErrorMatch.Prefix => code.StartsWith(rule.Pattern, StringComparison.OrdinalIgnoreCase),
        _ => code.Contains(rule.Pattern, StringComparison.OrdinalIgnoreCase) || message.Contains(rule.Pattern, StringComparison.OrdinalIgnoreCase),
    };
}

/// <summary>What HTTP statuses mean when the body says nothing.</summary>
public static class VenueErrors
{
    /// <summary>The error of a status without a readable body.</summary>
    public static VenueError OfStatus(VenueResponse response)
    {
        var type = response.Status switch
        {
            418 => VenueErrorType.Banned,
            429 => VenueErrorType.RateLimited,
            401 => VenueErrorType.InvalidKey,
            403 => VenueErrorType.PermissionDenied,
            404 or 400 or 405 => VenueErrorType.InvalidRequest,
            408 or >= 500 => VenueErrorType.Unavailable,
            _ => VenueErrorType.Unknown,
        };
        return new VenueError(type, $"HTTP_{response.Status}", $"The venue answered with status {response.Status}.", Seconds(response.Header("Retry-After")));
    }

    private static TimeSpan? Seconds(string? text) => int.TryParse(text, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;
}
