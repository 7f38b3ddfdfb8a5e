using System.Net;
using Microsoft.Extensions.Logging;

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
}
