using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Contracts;

/// <summary>A fact or command on the bus. Messages only ever gain optional members; a break is a new type.</summary>
public interface IMessage
{
    /// <summary>Whose it is; checked on receipt.</summary>
    TenantId Tenant { get; }

    /// <summary>Messages with the same key are handled in order; usually the account.</summary>
    string OrderingKey { get; }
}
