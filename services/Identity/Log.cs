using System.Net;
using Microsoft.Extensions.Logging;
using PortfolioPlatform.Identity.Alarms;

namespace PortfolioPlatform.Identity;

/// <summary>What this module logs. Never a secret, a token or a code.</summary>
internal static partial class Log
{
    [LoggerMessage(8101, LogLevel.Information, "Client {Client} of tenant {Tenant} was given a token for {Scope}")]
    internal static partial void TokenIssued(this ILogger logger, Guid client, Guid tenant, string scope);

    [LoggerMessage(8102, LogLevel.Warning, "A client calling from {Address} could not be authenticated")]
    internal static partial void ClientRefused(this ILogger logger, IPAddress? address);

    [LoggerMessage(8103, LogLevel.Warning, "A sign-in to tenant {Tenant} through its provider was refused: {Code}, {Why}")]
    internal static partial void ExternalRefused(this ILogger logger, Guid tenant, string code, string why);

    [LoggerMessage(8104, LogLevel.Warning, "A refused sign-in could not be noted in the audit log")]
    internal static partial void RefusalNotNoted(this ILogger logger, Exception? error);

    [LoggerMessage(8105, LogLevel.Warning, "That sessions are in use could not be noted; it is tried again in a minute")]
    internal static partial void UseNotNoted(this ILogger logger, Exception error);

    [LoggerMessage(8106, LogLevel.Critical, "This may be an attack: {Attack}, {Seen} within {Window}")]
    internal static partial void AlarmRaised(this ILogger logger, Attack attack, int seen, TimeSpan window);

    [LoggerMessage(8107, LogLevel.Error, "An alarm of {Attack} could not be sent to identity:Alarms:Webhook")]
    internal static partial void AlarmNotSent(this ILogger logger, Attack attack, Exception error);
}
