using Microsoft.Extensions.Logging;

namespace PortfolioPlatform.Tax;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Tax reports could not be looked at; trying again")]
    public static partial void RunnerFailed(this ILogger logger, Exception error);

    [LoggerMessage(2, LogLevel.Information, "Tax report {Report} is {State}")]
    public static partial void ReportEnded(this ILogger logger, Guid report, string state);

    [LoggerMessage(3, LogLevel.Information, "Tax report {Report} was cancelled, or another runner has it")]
    public static partial void ReportLeft(this ILogger logger, Guid report);

    [LoggerMessage(4, LogLevel.Error, "Tax report {Report} failed")]
    public static partial void ReportFailed(this ILogger logger, Guid report, Exception error);
}
