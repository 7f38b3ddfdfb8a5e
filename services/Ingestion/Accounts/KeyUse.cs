using System.Globalization;
using PortfolioPlatform.Exchanges.Core;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>
/// Counts how often an account's key is opened and how many requests are signed with it. An entry is written when it is opened first, then one for each hour it is used in, and one at the end:
/// each says what came since the one before, so that every use is counted in exactly one.
/// </summary>
internal sealed class KeyUse(KeyUseLog log, ConnectedAccount account, TimeProvider clock) : IAsyncDisposable
{
    private VenueCredentials? _open;
    private DateTimeOffset? _told;
    private long _openings;
    private long _signedBefore;
    private long _signedTold;

    /// <summary>A session opened the key.</summary>
    public Task OpenedAsync(VenueCredentials credentials, CancellationToken cancellationToken)
    {
        _signedBefore += _open?.Signed ?? 0;
        _open = credentials;
        _openings++;
        return GoesOnAsync(cancellationToken);
    }

    /// <summary>The key is in use: tells so when nothing was told in this hour yet.</summary>
    public async Task GoesOnAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_told is { } told && HourOf(told) == HourOf(now)) return;
        var (what, signed) = Since();
        await log.WriteAsync(account, what, cancellationToken);
        Told(signed, now);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var (what, signed) = Since();
        if (_openings == 0 && signed == _signedTold) return;
        await log.WriteLastAsync(account, what);
        Told(signed, clock.GetUtcNow());
    }

    private (string What, long Signed) Since()
    {
        var signed = _signedBefore + (_open?.Signed ?? 0);
        var since = _told is { } told ? string.Create(CultureInfo.InvariantCulture, $" since {told:HH:mm:ss} UTC") : "";
        return (string.Create(CultureInfo.InvariantCulture, $"opened {_openings} times, {signed - _signedTold} requests signed{since}"), signed);
    }

    private void Told(long signed, DateTimeOffset now) => (_signedTold, _openings, _told) = (signed, 0, now);

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
