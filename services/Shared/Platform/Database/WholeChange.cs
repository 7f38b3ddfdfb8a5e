using Npgsql;
using PortfolioPlatform.Contracts;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Platform.Database;

/// <summary>
/// A change whose parts become permanent together. A part is a stretch of the whole's transaction behind a savepoint; there is one at a time. What begins while another part is open,
/// or after the end, gets a transaction of its own.
/// </summary>
internal sealed class WholeChange(TenantTransaction transaction)
{
    private const string Place = "part";
    private const int Free = 0;
    private const int Taken = 1;
    private const int Closed = 2;

    private readonly List<Func<CancellationToken, Task>> _effects = [];
    private int _state = Free;

    public TenantId Tenant => transaction.Tenant;

    /// <summary>The next part; null when there can be none now.</summary>
    public async Task<IDatabaseTransaction?> TryBeginAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.CompareExchange(ref _state, Taken, Free) != Free) return null;
        try
        {
            await transaction.SaveAsync(Place, cancellationToken);
            return new Part(this, transaction);
        }
        catch
        {
            Interlocked.CompareExchange(ref _state, Free, Taken);
            throw;
        }
    }

    /// <summary>From now on nothing takes part any more.</summary>
    public void Close()
    {
        if (Interlocked.Exchange(ref _state, Closed) == Taken) throw new InvalidOperationException("A change ended while a part of it was open.");
    }

    /// <summary>Does what waited for the commit.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        foreach (var effect in _effects) await effect(cancellationToken);
    }

    private sealed class Part(WholeChange whole, TenantTransaction transaction) : IDatabaseTransaction
    {
        private bool _isCommitted;

        public TenantId Tenant => transaction.Tenant;

        public NpgsqlConnection Connection => transaction.Connection;

        public Task PublishAsync<TMessage>(TMessage message, CancellationToken cancellationToken)
            where TMessage : class, IMessage => transaction.PublishAsync(message, cancellationToken);

        public async Task CommitAsync(CancellationToken cancellationToken)
        {
            await transaction.ReleaseAsync(Place, cancellationToken);
            _isCommitted = true;
        }

        public Task ThenAsync(Func<CancellationToken, Task> effect, CancellationToken cancellationToken)
        {
            whole._effects.Add(effect);
            return Task.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            try
            {
                if (!_isCommitted) await transaction.UndoAsync(Place, CancellationToken.None);
            }
            finally
            {
                Interlocked.CompareExchange(ref whole._state, Free, Taken);
            }
        }
    }
}
