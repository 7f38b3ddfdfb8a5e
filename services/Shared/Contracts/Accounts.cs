using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>An account was connected (or its name, entity or visibility changed).</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Account">Which.</param>
/// <param name="LegalEntity">The legal person that owns it.</param>
/// <param name="Venue">Where.</param>
/// <param name="Name">The user's name for it.</param>
/// <param name="Removed">Stopped and hidden; its entries stay.</param>
public sealed record AccountChanged(TenantId Tenant, AccountId Account, LegalEntityId LegalEntity, string Venue, string Name, bool Removed) : IMessage
{
    /// <inheritdoc/>
    public string OrderingKey => Account.ToString();
}

/// <summary>A page could not be understood, in part or in whole; it is kept raw and shown on the account.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Account">Which.</param>
/// <param name="Page">The archived page.</param>
/// <param name="Code">Stable code, as <c>PageProblem.Code</c>.</param>
/// <param name="NativeId">The record, if known.</param>
/// <param name="Detail">What was found.</param>
public sealed record PageProblemFound(TenantId Tenant, AccountId Account, Guid Page, string Code, string? NativeId, string Detail) : IMessage
{
    /// <inheritdoc/>
    public string OrderingKey => Account.ToString();

    /// <summary>It is no problem any more.</summary>
    public bool Resolved { get; init; }
}
