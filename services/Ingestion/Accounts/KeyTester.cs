using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Ingestion.Sync;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>Asks the venue what a key may do, without storing it.</summary>
internal sealed class KeyTester(VenueAccess venues, TimeProvider clock)
{
    public async Task<KeyAnswer> TestAsync(IVenueConnector connector, VenueCredentials credentials, CancellationToken cancellationToken)
    {
        await using var session = connector.Open(credentials, venues.ContextOf(connector.Venue));
        var probe = await session.ProbeAsync(cancellationToken);
        if (!probe.IsOk) return new KeyAnswer(false, false, false, false, [], null, SyncCondition.Of(probe.Error, connector.Venue, everConnected: false, clock.GetUtcNow()).Advice);
        var p = probe.Value;
        IReadOnlyList<string> missing = p.Missing.IsDefault ? [] : p.Missing;
        var advice = p.CanWithdraw ? AccountErrors.CanWithdraw(connector.KeyGuide).Message : missing.Count > 0 ? $"Give the key also: {string.Join(", ", missing)}." : null;
        return new KeyAnswer(advice is null && p.CanRead, p.CanRead, p.CanTrade, p.CanWithdraw, missing, p.Expires, advice);
    }
}
