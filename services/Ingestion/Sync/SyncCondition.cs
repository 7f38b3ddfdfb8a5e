using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Sync;

/// <summary>What a failure means for an account: the state a person sees, what to do, and when we try again by ourselves.</summary>
/// <param name="State">One of the states of <c>AccountSyncValue</c>.</param>
/// <param name="Advice">What to do.</param>
/// <param name="RetryIn">How long we wait at least.</param>
internal sealed record SyncCondition(string State, string Advice, TimeSpan RetryIn)
{
    private static readonly TimeSpan KeyRetry = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>The condition of a failure. Pure.</summary>
    public static SyncCondition Of(Error error, string venue, bool everConnected, DateTimeOffset now) => error switch
    {
        SyncErrors.ExcessivePermission => new("excessive-permission", $"This key can move assets out of {venue}. Make a new key without withdrawal rights and replace this one here; nothing was read with it.", KeyRetry),
        SyncErrors.MissingPermission missing => new("missing-permission", $"Give the key at {venue} also: {missing.Permissions}. Then press resume.", KeyRetry),
        VenueError v => OfVenue(v, venue, everConnected, now),
        _ => new("venue-down", $"{error.Message} Trying again by itself.", Soon),
    };

    private static SyncCondition OfVenue(VenueError error, string venue, bool everConnected, DateTimeOffset now) => error.Type switch
    {
        VenueErrorType.InvalidKey when everConnected => new("revoked-key", $"{venue} no longer accepts this key: it was deleted or has lapsed. Make a new one and replace it here.", KeyRetry),
        VenueErrorType.InvalidKey => new("wrong-key", $"{venue} does not know this key. Copy key and secret again, without blanks.", KeyRetry),
        VenueErrorType.InvalidSignature => new("wrong-key", $"The secret does not belong to this key of {venue}. Copy the secret again, or make a new key.", KeyRetry),
        VenueErrorType.PermissionDenied => new("missing-permission", $"{venue} refuses part of the history: {error.Message} Tick the missing permission of the key, then press resume.", KeyRetry),
        VenueErrorType.Banned => new("banned", $"{venue} shut us out until {At(now, error)} UTC. Nothing to do: it goes on by itself. Other programs with the same address or key may be the cause.", error.RetryAfter ?? TimeSpan.FromMinutes(2)),
        VenueErrorType.RateLimited => new("banned", $"{venue} asks us to slow down until {At(now, error)} UTC. Nothing to do: it goes on by itself.", error.RetryAfter ?? TimeSpan.FromSeconds(30)),
        VenueErrorType.Maintenance => new("venue-down", $"{venue} is in maintenance. Nothing to do: it goes on by itself; the last balances stay, with their age.", error.RetryAfter ?? TimeSpan.FromSeconds(20)),
        VenueErrorType.ClockSkew => new("venue-down", $"The clocks of this machine and of {venue} differ too much. Check this machine's clock.", Soon),
        _ => new("venue-down", $"{venue} cannot be reached or answers nonsense ({error.VenueCode}). Nothing to do: it goes on by itself; the last balances stay, with their age.", error.RetryAfter ?? Soon),
    };

    private static string At(DateTimeOffset now, VenueError error) => (now + (error.RetryAfter ?? TimeSpan.FromMinutes(2))).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>Failures the synchronisation itself finds.</summary>
internal static class SyncErrors
{
    /// <summary>The key can move assets out.</summary>
    internal sealed record ExcessivePermission() : Error("EXCESSIVE_PERMISSION", "The key can withdraw.");

    /// <summary>The key cannot read all that is needed.</summary>
    internal sealed record MissingPermission(string Permissions) : Error("MISSING_PERMISSION", "The key lacks " + Permissions + ".");

    /// <summary>Something broke inside the platform.</summary>
    internal sealed record Broken() : Error("INTERNAL", "The synchronisation broke inside the platform; what was imported is kept. The log has the details.");

    /// <summary>Another process holds the key now.</summary>
    internal sealed record LeaseLost() : Error("LEASE_LOST", "Another process has taken the account over.");
}
