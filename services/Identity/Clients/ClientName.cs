using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Identity.Clients;

/// <summary>A client's <c>client_id</c>: its tenant and itself. So the right database and the right tenant are known before anything is read, and nothing is ever read across tenants.</summary>
internal sealed record ClientName(TenantId Tenant, Guid Client)
{
    private const int Half = 32;

    /// <summary>Reads a <c>client_id</c>; null if it cannot be one.</summary>
    public static ClientName? Parse(string? text) =>
        text is { Length: (2 * Half) + 1 } && text[Half] == '-'
        && Guid.TryParseExact(text.AsSpan(0, Half), "N", out var tenant) && Guid.TryParseExact(text.AsSpan(Half + 1), "N", out var client) && tenant != Guid.Empty
            ? new ClientName(new TenantId(tenant), client) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant.Value:N}-{Client:N}";
}
