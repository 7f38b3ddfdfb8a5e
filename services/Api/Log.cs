namespace PortfolioPlatform.Api;

/// <summary>What this module logs.</summary>
internal static partial class Log
{
    [LoggerMessage(7001, LogLevel.Warning, "A change of {Topic} {Field} could not be read and was dropped")]
    internal static partial void ChangeUnreadable(this ILogger logger, string topic, string field);

    [LoggerMessage(7002, LogLevel.Warning, "Topic {Topic} could not be refreshed from the hot store; its clients keep what they have")]
    internal static partial void RefreshFailed(this ILogger logger, string topic, Exception exception);

    [LoggerMessage(7003, LogLevel.Information, "A feed client has not read for {Seconds} s and was disconnected")]
    internal static partial void ReaderGone(this ILogger logger, double seconds);

    [LoggerMessage(7004, LogLevel.Warning, "Topic {Topic} could not be opened")]
    internal static partial void TopicFailed(this ILogger logger, string topic, Exception exception);

    [LoggerMessage(7006, LogLevel.Error, "Topic {Topic} led to values of another tenant than the one that asked; they were not served")]
    internal static partial void TopicAstray(this ILogger logger, string topic);

    [LoggerMessage(7005, LogLevel.Warning, "The page is not there: {Folder} has no index.html. Build it with 'npm ci && npm run build' in web/")]
    internal static partial void PageMissing(this ILogger logger, string folder);
}
