using System.Text;
using PortfolioPlatform.Kernel;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Portfolio.Ledger;

/// <summary>Tells whoever keeps positions that a tenant's ledger grew or will in a moment. Only a hint: positions also look on their own.</summary>
internal sealed class LedgerSignal(ILiveChannel channel)
{
    public const string Topic = "ledger-grew";

    public ValueTask RaiseAsync(TenantId tenant, CancellationToken cancellationToken) =>
        channel.PublishAsync(Topic, Encoding.ASCII.GetBytes(tenant.ToString()), cancellationToken);

    public Task<IAsyncDisposable> ListenAsync(Action<TenantId> handler, CancellationToken cancellationToken) =>
        channel.SubscribeAsync(Topic, payload =>
        {
            if (Guid.TryParse(Encoding.ASCII.GetString(payload.Span), out var tenant)) handler(new TenantId(tenant));
        }, cancellationToken);
}
