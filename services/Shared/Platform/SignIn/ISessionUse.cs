using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.SignIn;

/// <summary>Sessions that have a socket or a stream of events open at this process: a page that is open counts as in use.</summary>
public interface ISessionUse
{
    /// <summary>Whether this one has.</summary>
    bool IsOpen(Guid session);

    /// <summary>All that have, each once.</summary>
    IReadOnlyCollection<(TenantId Tenant, Guid Session)> Open { get; }
}
