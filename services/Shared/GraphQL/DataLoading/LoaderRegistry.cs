using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace PortfolioPlatform.GraphQL.DataLoading;

/// <summary>What belongs to one request, its loaders above all: one of each class, so that all fields share its batches and its cache.</summary>
public sealed class LoaderRegistry(IServiceProvider services) : IBatchScheduler
{
    private readonly ConcurrentDictionary<Type, object> _loaders = [];
    private readonly ConcurrentQueue<Action> _batches = [];
    private readonly ConcurrentQueue<Action> _last = [];

    internal Action? OnQueued { get; set; }

    /// <inheritdoc/>
    public T Get<T>()
        where T : class, IOfRequest => (T)Get(typeof(T));

    /// <inheritdoc/>
    public void Schedule(Action dispatch)
    {
        _batches.Enqueue(dispatch);
        OnQueued?.Invoke();
    }

    /// <inheritdoc/>
    public void ScheduleLast(Action dispatch)
    {
        _last.Enqueue(dispatch);
        OnQueued?.Invoke();
    }

    internal object Get(Type type) => _loaders.GetOrAdd(type, t => ActivatorUtilities.CreateInstance(services, t, this));

    /// <summary>Sends what has gathered; false if nothing has. What batches answered at once may lead to more for the last ones, which wait for the next time.</summary>
    internal bool Dispatch() => Send(_batches) || Send(_last);

    private static bool Send(ConcurrentQueue<Action> gathered)
    {
        var any = false;
        while (gathered.TryDequeue(out var send))
        {
            any = true;
            send();
        }
        return any;
    }
}

/// <summary>Something there is one of in a request: made for it, with its <see cref="IBatchScheduler"/>, and given to resolvers that name it as a parameter.</summary>
public interface IOfRequest;

/// <summary>Decides when what was gathered is asked, and knows what else belongs to the request.</summary>
public interface IBatchScheduler
{
    /// <summary>Runs a loader's batch once no field can make progress without it.</summary>
    void Schedule(Action dispatch);

    /// <summary>Runs what gathers the questions of batches, after the batches that are to run now.</summary>
    void ScheduleLast(Action dispatch);

    /// <summary>The request's one of a class.</summary>
    T Get<T>()
        where T : class, IOfRequest;
}
