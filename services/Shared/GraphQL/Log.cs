using Microsoft.Extensions.Logging;

namespace PortfolioPlatform.GraphQL;

/// <summary>What the server tells its operators; clients are told codes only.</summary>
internal static partial class Log
{
    [LoggerMessage(7000, LogLevel.Error, "The resolver of field {Field} failed")]
    public static partial void ResolverFailed(this ILogger logger, Exception exception, string field);

    [LoggerMessage(7001, LogLevel.Error, "A GraphQL request failed")]
    public static partial void RequestFailed(this ILogger logger, Exception exception);
}
