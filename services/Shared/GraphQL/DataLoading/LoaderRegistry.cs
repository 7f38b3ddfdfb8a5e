using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace PortfolioPlatform.GraphQL.DataLoading;

/// <summary>The loaders of one request: one of each class, so that all fields share its batches and its cache.</summary>
public sealed class LoaderRegistry(IServiceProvider services) : IBatchScheduler
{
    private readonly ConcurrentDictionary<Type, object> _loaders = [];
    private readonly ConcurrentQueue<Action> _batches = [];

    internal Action? OnQueued { get; set; }

    /// <summary>The request's loader of a class.</summary>
    public T Get<T>()
        where T : class => (T)Get(typeof(T));

    /// <inheritdoc/>
    public void Schedule(Action dispatch)
    {
        _batches.Enqueue(dispatch);
        OnQueued?.Invoke();
    }

    internal object Get(Type type) => _loaders.GetOrAdd(type, t => ActivatorUtilities.CreateInstance(services, t, this));

    /// <summary>Sends what has gathered; false if nothing has.</summary>
    internal bool Dispatch()
    {
        var any = false;
        while (_batches.TryDequeue(out var batch))
        {
            any = true;
            batch();
        }
        return any;
    }
}

/// <summary>Decides when a loader's gathered keys are loaded.</summary>
public interface IBatchScheduler
{
    /// <summary>Runs a loader's batch once no field can make progress without it.</summary>
    void Schedule(Action dispatch);
}
