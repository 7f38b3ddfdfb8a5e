using Microsoft.Extensions.Logging;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion;

/// <summary>Everything this module logs; event ids 2000–2099. Never a key.</summary>
internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Information, "Account {Account} at {Venue}: synchronisation begins")]
    public static partial void SyncStarted(ILogger log, AccountId account, string venue);

    [LoggerMessage(2001, LogLevel.Warning, "Account {Account} at {Venue} is {State}: {Reason}")]
    public static partial void SyncStopped(ILogger log, AccountId account, string venue, string state, string reason);

    [LoggerMessage(2002, LogLevel.Error, "Account {Account} at {Venue}: synchronisation broke and begins anew")]
    public static partial void SyncCrashed(ILogger log, Exception problem, AccountId account, string venue);

    [LoggerMessage(2003, LogLevel.Error, "The schedule of accounts could not be followed, trying again")]
    public static partial void SupervisorFailed(ILogger log, Exception problem);

    [LoggerMessage(2004, LogLevel.Warning, "Account {Account}: the venue refuses stream {Stream}: {Reason}")]
    public static partial void StreamRefused(ILogger log, AccountId account, string stream, string reason);

    [LoggerMessage(2005, LogLevel.Information, "Account {Account} at {Venue}: private stream ended, connecting again in {Pause}")]
    public static partial void StreamLost(ILogger log, AccountId account, string venue, TimeSpan pause);

    [LoggerMessage(2006, LogLevel.Warning, "Account {Account} at {Venue}: private stream broke")]
    public static partial void StreamFailed(ILogger log, Exception problem, AccountId account, string venue);

    [LoggerMessage(2007, LogLevel.Error, "The state of accounts could not be passed on, trying again")]
    public static partial void BoardFailed(ILogger log, Exception problem);

    [LoggerMessage(2008, LogLevel.Warning, "Account {Account} at {Venue}: fill {Fill} was announced and is not listed after {Times} looks")]
    public static partial void FillMissing(ILogger log, AccountId account, string venue, string fill, int times);

    [LoggerMessage(2009, LogLevel.Warning, "Account {Account} at {Venue}: its derivatives could not be read: {Reason}")]
    public static partial void DerivativesUnread(ILogger log, AccountId account, string venue, string reason);

    [LoggerMessage(2010, LogLevel.Information, "Public prices of {Venue}: listening to {Markets} markets")]
    public static partial void FeedListens(ILogger log, string venue, int markets);

    [LoggerMessage(2011, LogLevel.Warning, "Public prices of {Venue}: {Reason}")]
    public static partial void FeedTroubled(ILogger log, string venue, string reason);

    [LoggerMessage(2012, LogLevel.Warning, "Public prices of {Venue} broke, trying again")]
    public static partial void FeedFailed(ILogger log, Exception problem, string venue);

    [LoggerMessage(2013, LogLevel.Warning, "Candles of {Market} at {Venue} could not be had: {Reason}")]
    public static partial void CandlesRefused(ILogger log, string market, string venue, string reason);

    [LoggerMessage(2014, LogLevel.Error, "Account {Account}: the last use of its key could not be written to the audit log: {What}")]
    public static partial void KeyUseUnwritten(ILogger log, Exception problem, AccountId account, string what);

    [LoggerMessage(2020, LogLevel.Information, "Demo accounts are connected: {Count}")]
    public static partial void DemoConnected(ILogger log, int count);

    [LoggerMessage(2021, LogLevel.Warning, "Demo accounts could not be connected yet: {Reason}")]
    public static partial void DemoWaits(ILogger log, string reason);
}
