using Microsoft.Extensions.Logging;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Portfolio;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "Positions could not be brought up to date; trying again")]
    public static partial void KeeperFailed(this ILogger logger, Exception error);

    [LoggerMessage(2, LogLevel.Error, "The books of tenant {Tenant} could not be continued; making them anew from the ledger")]
    public static partial void BooksForgotten(this ILogger logger, Exception error, TenantId tenant);

    [LoggerMessage(4, LogLevel.Information, "Positions of tenant {Tenant} continue from the checkpoint of {Floor} with {Rows} entries since")]
    public static partial void BooksContinued(this ILogger logger, TenantId tenant, DateTimeOffset floor, int rows);

    [LoggerMessage(5, LogLevel.Information, "Positions of tenant {Tenant} are made from the whole ledger")]
    public static partial void BooksMadeAnew(this ILogger logger, TenantId tenant);

    [LoggerMessage(6, LogLevel.Warning, "The checkpoint of tenant {Tenant} cannot be continued or saved; the whole ledger is read instead")]
    public static partial void CheckpointFailed(this ILogger logger, Exception error, TenantId tenant);

    [LoggerMessage(3, LogLevel.Information, "Ledger and portfolios of the demo are there")]
    public static partial void DemoSeeded(this ILogger logger);

    [LoggerMessage(8, LogLevel.Warning, "The database of tenant {Tenant} is away: its figures are not stored meanwhile")]
    public static partial void TenantAway(this ILogger logger, TenantId tenant);

    [LoggerMessage(9, LogLevel.Error, "Figures of derivatives could not be brought up to date; trying again")]
    public static partial void DerivativesFailed(this ILogger logger, Exception error);

    [LoggerMessage(7, LogLevel.Error, "Risk figures could not be brought up to date; trying again")]
    public static partial void RiskFailed(this ILogger logger, Exception error);
}
