using Microsoft.Extensions.Logging;

namespace PortfolioPlatform.Platform;

/// <summary>What the platform writes to the log.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Consumer} could not apply {MessageType} {MessageId} (attempt {Attempt})")]
    public static partial void HandlerFailed(ILogger logger, Exception error, string consumer, string messageType, Guid messageId, int attempt);

    [LoggerMessage(2, LogLevel.Error, "{Consumer} put {MessageType} {MessageId} aside; see 'failed-messages'")]
    public static partial void MessagePutAside(ILogger logger, string consumer, string messageType, Guid messageId);

    [LoggerMessage(3, LogLevel.Warning, "The outbox was interrupted and goes on shortly")]
    public static partial void OutboxInterrupted(ILogger logger, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "The bus did not take {MessageType} {MessageId}; it is offered again: {Why}")]
    public static partial void PublishRefused(ILogger logger, string messageType, Guid messageId, string why);

    [LoggerMessage(5, LogLevel.Error, "A listener on live topic {Topic} failed")]
    public static partial void ListenerFailed(ILogger logger, Exception error, string topic);

    [LoggerMessage(7, LogLevel.Warning, "A connection to the broker does not end; it is left to itself")]
    public static partial void BrokerLinkHangs(ILogger logger, Exception error);

    [LoggerMessage(8, LogLevel.Warning, "The broker answers and the consumers do not come back: they are started again")]
    public static partial void ConsumersStartAgain(ILogger logger);

    [LoggerMessage(9, LogLevel.Warning, "What was revoked elsewhere could not be read; it is tried again shortly")]
    public static partial void RevocationsUnread(ILogger logger, Exception error);

    [LoggerMessage(6, LogLevel.Debug, "A value on live topic {Topic} was dropped")]
    public static partial void LiveValueDropped(ILogger logger, Exception error, string topic);

    [LoggerMessage(11, LogLevel.Warning, "SignIn:OpenOnLoopback is on: every program on this machine is the owner without signing in")]
    public static partial void OpenOnLoopback(ILogger logger);

    [LoggerMessage(12, LogLevel.Error, "The database {Place} does not answer and its tenants wait; the others are served: {Why}")]
    public static partial void PlaceAway(ILogger logger, string place, string? why);

    [LoggerMessage(13, LogLevel.Information, "The database {Place} answers again")]
    public static partial void PlaceBack(ILogger logger, string place);

    [LoggerMessage(14, LogLevel.Warning, "Shared rows for the database {Place} wait; it is tried again shortly")]
    public static partial void SharedRowsWait(ILogger logger, Exception error, string place);

    [LoggerMessage(16, LogLevel.Error, "The audit entry of {Action}, refused with {Outcome}, could not be written")]
    public static partial void RefusalUnwritten(ILogger logger, Exception error, string action, string outcome);

    [LoggerMessage(15, LogLevel.Error, "The anchors of the audit chains could not be written to {File}, trying again")]
    public static partial void AnchorsNotWritten(ILogger logger, Exception error, string file);
}
