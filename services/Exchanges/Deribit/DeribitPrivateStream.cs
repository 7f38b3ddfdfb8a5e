using System.Runtime.CompilerServices;
using PortfolioPlatform.Deribit.Wire;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Deribit;

/// <summary>The private stream: wallets as they change, and that something traded. Amounts of trades are taken from the log, which has what they did to the wallet.</summary>
internal static class DeribitPrivateStream
{
    private const string Wallets = "user.portfolio.";
    private static readonly string[] Channels = ["user.portfolio.any", "user.changes.any.any.100ms"];

    /// <summary>Events until the connection is lost.</summary>
    public static async IAsyncEnumerable<PrivateEvent> ReadAsync(VenueCredentials credentials, VenueContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = context.Clock.GetUtcNow();
        var stamp = new SigningStamp(now, 0, "", Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)));
        var hello = new[] { new DeribitSigner().Login("", credentials, stamp), DeribitMessages.Subscribe(isPrivate: true, Channels) };
        var connected = await VenueSocket.ConnectAsync(DeribitMessages.Options(context.Stream ?? DeribitEndpoints.Stream, [.. hello]), context, cancellationToken);
        if (!connected.IsOk) yield break;
        await using var socket = connected.Value;
        await foreach (var message in socket.ReadAsync(cancellationToken))
        {
            if (DeribitMessages.IsRefusal(message)) yield break;
            if (DeribitMessages.Notification(message) is not { } told || !told.Channel.StartsWith(Wallets, StringComparison.Ordinal)) continue;
            if (WireJson.Read(told.Data, DeribitJson.Default.DeribitSummary) is { } wallet) yield return new PrivateEvent(null, [DeribitMapper.Balance(wallet)], [DeribitEndpoints.Log + wallet.Currency]);
        }
    }
}
