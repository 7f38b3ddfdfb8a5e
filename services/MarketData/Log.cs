using Microsoft.Extensions.Logging;

namespace PortfolioPlatform.MarketData;

/// <summary>Everything this module logs; event ids 3000–3099.</summary>
internal static partial class Log
{
    [LoggerMessage(3000, LogLevel.Information, "Asset registry version {Version}: {Assets} assets, {Aliases} venue symbols")]
    public static partial void RegistryPublished(ILogger log, long version, int assets, int aliases);

    [LoggerMessage(3001, LogLevel.Warning, "Asset registry waits for the database: {Reason}")]
    public static partial void RegistryWaits(ILogger log, string reason);

    [LoggerMessage(3010, LogLevel.Warning, "Price of {Asset} held at its last value: {Source}")]
    public static partial void PriceHeld(ILogger log, string asset, string source);

    [LoggerMessage(3011, LogLevel.Warning, "A value on topic {Topic} could not be read and was left out: {Reason}")]
    public static partial void ValueUnreadable(ILogger log, string topic, string reason);

    [LoggerMessage(3012, LogLevel.Error, "Prices could not be passed on, trying again")]
    public static partial void PublishFailed(ILogger log, Exception problem);

    [LoggerMessage(3020, LogLevel.Information, "Reference prices: {Count} added of {Market} at {Venue}")]
    public static partial void ReferencesRecorded(ILogger log, long count, string market, string venue);

    [LoggerMessage(3021, LogLevel.Warning, "Candles of {Market} at {Venue} left out: the registry does not know {Symbol}")]
    public static partial void CandlesUnknown(ILogger log, string market, string venue, string symbol);
}
