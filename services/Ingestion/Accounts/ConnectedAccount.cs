using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Ingestion.Accounts;

/// <summary>One row of <c>ingestion.account</c>, without its key.</summary>
internal sealed record ConnectedAccount(TenantId Tenant, AccountId Id, LegalEntityId LegalEntity, string Venue, string Name)
{
    /// <summary>SHA-256 of the public key part.</summary>
    public string KeyFingerprint { get; init; } = "";

    /// <summary>Last characters of the public key part, so that a person can tell keys apart.</summary>
    public string KeyHint { get; init; } = "";

    /// <summary>The user's name for the key.</summary>
    public string? KeyLabel { get; init; }

    /// <summary>When the key was used last, to the hour or better.</summary>
    public DateTimeOffset? KeyUsed { get; init; }

    /// <summary>When the key ends, as the venue says.</summary>
    public DateTimeOffset? KeyExpires { get; init; }

    /// <summary>Stopped with all keys of the tenant, until this account is enabled again.</summary>
    public bool Disabled { get; init; }

    /// <summary>Rises when the worker must begin anew.</summary>
    public long Revision { get; init; } = 1;

    /// <summary>Stopped by the user.</summary>
    public bool Paused { get; init; }

    /// <summary>Stopped and hidden.</summary>
    public bool Removed { get; init; }

    /// <summary>Whether the venue ever accepted the key.</summary>
    public bool EverConnected { get; init; }

    /// <summary>State as last stored, see <c>AccountSyncValue.State</c>.</summary>
    public string State { get; init; } = "connecting";

    /// <summary>What to do, when something is wrong.</summary>
    public string? Advice { get; init; }

    /// <summary>Records imported.</summary>
    public long Records { get; init; }

    /// <summary>Symbols seen in balances and history.</summary>
    public string[] SeenSymbols { get; init; } = [];

    /// <summary>When everything was last caught up.</summary>
    public DateTimeOffset? LastSync { get; init; }
}
